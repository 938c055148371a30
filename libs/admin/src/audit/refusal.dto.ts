import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Refusal } from '#libs/audit';
import { CursorDto, Filter, PageLimit } from '../parameters/page-query.dto.js';
import { explain } from './explain-refusal.js';

const text = (description: string, example?: string) => ({
  type: String,
  nullable: true,
  description,
  example,
});

/** Why a request was refused. */
export class RefusalDto implements Refusal {
  @ApiProperty({ description: 'As the person was shown it.', example: 'K7QM2XHD' })
  readonly reference: string;

  @ApiProperty({ type: 'integer', description: 'When: epoch milliseconds.', example: 1_795_478_400_123 })
  readonly at_ms: number;

  @ApiProperty({
    description: 'Why, in words, and what to do about it.',
    example:
      'redirect_uri is not one that is registered for this client. What was sent differs from the registered one at ' +
      "character 31: it lacks the final '/'. A redirect_uri must be a registered one byte for byte: register this one " +
      'too, or have the client send the registered one.',
  })
  readonly explanation: string;

  @ApiProperty({ description: 'The error code that was answered.', example: 'invalid_request' })
  readonly error: string;

  @ApiProperty({
    description: 'What was answered with it.',
    example: 'redirect_uri is not one that is registered for this client',
  })
  readonly description: string;

  @ApiProperty(text('The rule that refused.', 'redirect_uri.exact_match'))
  readonly rule: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'What the rule compared; never a secret.',
    example: { presented: 'https://photos.example/callback', nearest: 'https://photos.example/callback/' },
  })
  readonly facts: Record<string, unknown> | null;

  @ApiProperty(text('The client that asked, when it was known.'))
  readonly client_id: string | null;

  @ApiProperty({ description: 'Where it asked.', example: 'GET /oauth2/authorize' })
  readonly endpoint: string;

  @ApiProperty(text('Where the request came from.', '203.0.113.7'))
  readonly ip: string | null;

  @ApiProperty(text('Names the request, as the log does.'))
  readonly request_id: string | null;

  static of(refusal: Refusal): RefusalDto {
    return { ...refusal, explanation: explain(refusal) };
  }
}

/** Which refusals to list. */
export class RefusalQueryDto extends CursorDto {
  @PageLimit({ most: 200, usual: 50 })
  limit = 50;

  @Filter(128, 'The client that asked.', '8d9c1a37-26b1-4c6b-a7a4-2f6f6a3f1b0e')
  client_id?: string;

  @Filter(64, 'The rule that refused.', 'redirect_uri.exact_match')
  rule?: string;

  @Filter(64, 'The error code that was answered.', 'invalid_grant')
  error?: string;
}

/** One page of refusals, newest first. */
export class RefusalPageDto {
  @ApiProperty({ type: [RefusalDto] })
  readonly items: readonly RefusalDto[];

  @ApiPropertyOptional({ description: 'The `cursor` of the next page; absent on the last.' })
  readonly next_cursor?: string;
}
