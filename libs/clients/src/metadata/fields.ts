import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import {
  IsBoolean,
  IsInt,
  IsOptional,
  Max,
  Min,
  ValidateBy,
  type ValidationArguments,
} from 'class-validator';
import { isJwksShape } from './jwks-shape.js';
import { type TextLimits, textProblem } from './text.js';
import { type TextListLimits, textListProblems } from './text-list.js';

interface Documentation {
  readonly description: string;
  readonly example?: unknown;
  readonly default?: unknown;
}

/** The constraint whose `context` holds the limits of a list, so that its problems can name the items. */
export const TEXT_LIST = 'textList';

/** What has no default is null where nothing is registered. */
const field = (options: ApiPropertyOptions & Documentation, ...checks: PropertyDecorator[]) => {
  const documented = options.default === undefined ? { ...options, nullable: true } : options;
  return applyDecorators(ApiPropertyOptional(documented as ApiPropertyOptions), IsOptional(), ...checks);
};

/** A text of at most `longest` characters. */
export function TextField(longest: number, documentation: Documentation) {
  const options = { type: String, maxLength: longest, ...documentation };
  return field(options, IsText({ longest }));
}

/** An http(s) URI. `checkClientMetadata` looks at what is in it. */
export function UriField(documentation: Documentation) {
  const options = { type: String, format: 'uri', maxLength: 2000, ...documentation };
  return field(options, IsText({ longest: 2000 }));
}

/** One of the given words. */
export function ChoiceField(among: readonly string[], documentation: Documentation) {
  return field({ type: String, enum: [...among], ...documentation }, IsText({ longest: 64, among }));
}

/** A list of different texts. */
export function TextListField(
  limits: TextListLimits,
  documentation: Documentation & { readonly format?: string },
) {
  const { format, ...rest } = documentation;
  const items = {
    type: 'string',
    ...(format === undefined ? {} : { format }),
    ...(limits.among === undefined ? { maxLength: limits.longest } : { enum: [...limits.among] }),
  };
  return field(
    { type: 'array', items, maxItems: limits.most, uniqueItems: true, ...rest },
    IsTextList(limits),
  );
}

/** Whole seconds. */
export function SecondsField(
  bounds: { readonly least: number; readonly most: number },
  documentation: Documentation,
) {
  const problem = { message: `must be a whole number of seconds from ${bounds.least} to ${bounds.most}` };
  const options = {
    type: 'integer',
    minimum: bounds.least,
    maximum: bounds.most,
    ...documentation,
  } as const;
  return field(options, IsInt(problem), Min(bounds.least, problem), Max(bounds.most, problem));
}

export function FlagField(documentation: Documentation) {
  const problem = { message: 'must be true or false' };
  return field({ type: Boolean, ...documentation }, IsBoolean(problem));
}

/** A set of JSON Web Keys. */
export function JwksField(documentation: Documentation) {
  const key = { type: 'object', additionalProperties: true } as const;
  const keys = { type: 'array', items: key } as const;
  const options = {
    type: 'object',
    properties: { keys },
    required: ['keys'],
    ...documentation,
  };
  return field(options as ApiPropertyOptions & Documentation, IsJwks());
}

function IsJwks(): PropertyDecorator {
  return ValidateBy({
    name: 'jwks',
    validator: {
      validate: isJwksShape,
      defaultMessage: () =>
        'must be a JWK set: an object with only a member keys, a list of keys (RFC 7517 §5)',
    },
  });
}

function IsText(limits: TextLimits): PropertyDecorator {
  return ValidateBy({
    name: 'text',
    validator: {
      validate: (value) => textProblem(value, limits) === undefined,
      defaultMessage: (found?: ValidationArguments) => textProblem(found?.value, limits) ?? 'is not valid',
    },
  });
}

function IsTextList(limits: TextListLimits): PropertyDecorator {
  return ValidateBy(
    {
      name: TEXT_LIST,
      validator: {
        validate: (value, found) => textListProblems(found?.property ?? '', value, limits).length === 0,
        defaultMessage: () => 'must be a list of different strings',
      },
    },
    { context: limits },
  );
}
