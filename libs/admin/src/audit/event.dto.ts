import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import type { AuditEvent, AuditFilters } from '#libs/audit';
import { ChoiceFilter, CursorDto, Filter, PageLimit, TimeFilter } from '../parameters/page-query.dto.js';

const OUTCOMES = ['success', 'failure'] as const;

/** Which events are meant: those that all of it fits. */
export class EventFiltersDto implements AuditFilters {
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

  @Filter(160, 'Who did it: `account:{id}`, `client:{client_id}` or `system`.', 'client:deployment')
  actor?: string;

  @Filter(45, 'The address that the request came from, as the event has it.', '203.0.113.7')
  ip?: string;

  @ChoiceFilter(OUTCOMES, 'How it ended.')
  outcome?: (typeof OUTCOMES)[number];

  @TimeFilter('From when on: epoch milliseconds.', 1_795_478_400_000)
  from_ms?: number;

  @TimeFilter('Until when, itself not included: epoch milliseconds.', 1_795_564_800_000)
  to_ms?: number;
}

/** Which events to list. */
export class EventQueryDto extends IntersectionType(CursorDto, EventFiltersDto) {
  @PageLimit({ most: 200, usual: 50 })
  limit = 50;
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

  @ApiProperty({ enum: OUTCOMES })
  readonly outcome: (typeof OUTCOMES)[number];

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
