import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';

const LONGEST_CURSOR = 1000;
/** The last moment that a `Date` can be (ECMA-262 §21.4.1.1). */
const LATEST_MS = 8_640_000_000_000_000;

interface Size {
  readonly most: number;
  readonly usual: number;
}

/** How many things a page has. */
export function PageLimit({ most, usual }: Size): PropertyDecorator {
  const problem = { message: `must be a whole number from 1 to ${most}` };
  const options = { type: 'integer', minimum: 1, maximum: most, default: usual } as const;
  return applyDecorators(
    ApiPropertyOptional({ ...options, description: 'How many a page has at most.' }),
    IsOptional(),
    Transform(({ value }) => (typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value)),
    IsInt(problem),
    Min(1, problem),
    Max(most, problem),
  );
}

/** A text that narrows a list. */
export function Filter(longest: number, description: string, example: string): PropertyDecorator {
  const problem = { message: `must be given once, with 1 to ${longest} characters` };
  return applyDecorators(
    ApiPropertyOptional({ type: String, description, example, maxLength: longest }),
    IsOptional(),
    IsString(problem),
    Length(1, longest, problem),
  );
}

/** One of few words that narrows a list. */
export function ChoiceFilter(choices: readonly string[], description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ enum: choices, description }),
    IsOptional(),
    IsIn(choices, { message: `must be one of ${choices.join(', ')}` }),
  );
}

/** A moment that narrows a list, in epoch milliseconds. */
export function TimeFilter(description: string, example: number): PropertyDecorator {
  const problem = { message: 'must be a whole number of milliseconds since 1970' };
  return applyDecorators(
    ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: LATEST_MS, description, example }),
    IsOptional(),
    Transform(({ value }) => (typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value)),
    IsInt(problem),
    Min(0, problem),
    Max(LATEST_MS, problem),
  );
}

/** Where a page of a list begins. */
export class CursorDto {
  @Filter(LONGEST_CURSOR, '`next_cursor` of the page before; without it, the first page.', 'WyI4ZDljMWEzNyJd')
  cursor?: string;
}
