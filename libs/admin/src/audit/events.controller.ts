import { Get, Query } from '@nestjs/common';
import { AuditTrail } from '#libs/audit';
import { RequiresPermission } from '../access/requires-permission.js';
import { AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { EventPageDto, EventQueryDto } from './event.dto.js';

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
}
