import { Readable } from 'node:stream';
import { Get, Query, StreamableFile } from '@nestjs/common';
import { AuditTrail } from '#libs/audit';
import { RequiresPermission } from '../access/requires-permission.js';
import { AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { EventFiltersDto, EventPageDto, EventQueryDto } from './event.dto.js';
import { jsonLines } from './json-lines.js';

const JSON_LINES = 'application/jsonl';

/** What happened. */
@AdminController('events', 'Audit')
export class EventsController {
  constructor(private readonly trail: AuditTrail) {}

  @Get()
  @RequiresPermission('events:read')
  @Operation('listEvents', 'List what happened', { type: EventPageDto, problems: ['validation_failed'] })
  async list(@Query() query: EventQueryDto): Promise<EventPageDto> {
    const { events, next_cursor } = await this.trail.list(query);
    return { items: events, ...(next_cursor !== undefined && { next_cursor }) };
  }

  @Get('export')
  @RequiresPermission('events:read')
  @Operation('exportEvents', 'Export what happened as JSON lines', {
    text: JSON_LINES,
    description:
      'Everything that the filters leave, newest first: one event a line, with the members that `GET /admin/v1/events` ' +
      'gives. It is read while it is sent; an answer that ends early was cut off, and is not whole.',
    problems: ['validation_failed'],
  })
  async export(@Query() filters: EventFiltersDto): Promise<StreamableFile> {
    const lines = await jsonLines(this.trail.all(filters));
    return new StreamableFile(Readable.from(lines, { highWaterMark: 1 }), {
      type: JSON_LINES,
      disposition: 'attachment; filename="portico-events.jsonl"',
    });
  }
}
