import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { AuditEvent } from '#libs/audit';
import { CursorDto, Filter, PageLimit } from '../parameters/page-query.dto.js';

/** Which events to list. */
export class EventQueryDto extends CursorDto {
  @PageLimit({ most: 200, usual: 50 })
  limit = 50;

  @Filter(64, 'What happened.', 'client.created')
  type?: string;

  @Filter(
    160,
    'To whom or what: `account:{id}`, `client:{client_id}`.',
    'client:8d9c1a37-26b1-4c6b-a7a4-2f6f6a3f1b0e',
  )
  subject?: string;

  @Filter(128, 'The client that it was about.', '8d9c1a37-26b1-4c6b-a7a4-2f6f6a3f1b0e')
  client_id?: string;
}

const text = (description: string, example?: string) => ({
  type: String,
  nullable: true,
  description,
  example,
});

/** Something that happened. */
export class EventDto implements AuditEvent {
  @ApiProperty({ format: 'uuid' })
  readonly id: string;

  @ApiProperty({ type: 'integer', description: 'When: epoch milliseconds.', example: 1_795_478_400_123 })
  readonly at_ms: number;

  @ApiProperty({ description: 'What: object first.', example: 'client.created' })
  readonly type: string;

  @ApiProperty({
    description: 'Who did it: `account:{id}`, `client:{client_id}` or `system`.',
    example: 'client:deployment',
  })
  readonly actor: string;

  @ApiProperty(text('For whom, when somebody acted for another.'))
  readonly on_behalf_of: string | null;

  @ApiProperty(
    text('To whom or what, in the form of `actor`.', 'client:8d9c1a37-26b1-4c6b-a7a4-2f6f6a3f1b0e'),
  )
  readonly subject: string | null;

  @ApiProperty(text('The client that it was about.'))
  readonly client_id: string | null;

  @ApiProperty(text('Where the request came from.', '203.0.113.7'))
  readonly ip: string | null;

  @ApiProperty(text('Names the request, as the log does.'))
  readonly request_id: string | null;

  @ApiProperty(text('Of the refusal, when it is one.'))
  readonly reference: string | null;

  @ApiProperty({ enum: ['success', 'failure'] })
  readonly outcome: 'success' | 'failure';

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'Facts of this type of event; never a secret.',
  })
  readonly data: Record<string, unknown> | null;

  @ApiProperty({ type: 'integer', description: 'Of `data`.', example: 1 })
  readonly schema_version: number;
}

/** One page of events, newest first. */
export class EventPageDto {
  @ApiProperty({ type: [EventDto] })
  readonly items: readonly EventDto[];

  @ApiPropertyOptional({ description: 'The `cursor` of the next page; absent on the last.' })
  readonly next_cursor?: string;
}
