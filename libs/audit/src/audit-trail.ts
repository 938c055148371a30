import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import type { Statements } from '#libs/storage';
import type { AuditEvent, AuditFilters, AuditPage, AuditQuery, NewAuditEvent } from './audit-event.js';
import { AuditEventRepository } from './audit-event.repository.js';
import { type EventPosition, formatCursor, parseCursor } from './event-cursor.js';
import { eventId } from './event-id.js';

/** Of `data`: a reader of old rows tells by it what their members mean. */
const SCHEMA_VERSION = 1;
const PAGE = 50;
const MAX_PAGE = 200;
/** Rows read at a time for an export: what it holds in memory. */
const EXPORT_PAGE = 500;

/** What happened, in order, for those who must answer for it. Events are added and read, never changed. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly events: AuditEventRepository,
    private readonly clock: Clock,
  ) {}

  /** @param within the transaction of the change itself, so that neither is stored without the other. */
  async record(event: NewAuditEvent, within?: Statements): Promise<void> {
    const at_ms = this.clock.nowMs();
    const row = {
      ...event,
      on_behalf_of: event.on_behalf_of ?? null,
      subject: event.subject ?? null,
      client_id: event.client_id ?? null,
      ip: event.ip ?? null,
      request_id: event.request_id ?? null,
      reference: event.reference ?? null,
      data: event.data ?? null,
      id: eventId(at_ms),
      at_ms,
      schema_version: SCHEMA_VERSION,
    };
    await this.events.add(row, within);
  }

  /** @throws InvalidCursor */
  async list(query: AuditQuery = {}): Promise<AuditPage> {
    const limit = Math.min(Math.max(Math.trunc(query.limit || PAGE), 1), MAX_PAGE);
    const from = query.cursor === undefined ? undefined : parseCursor(query.cursor);
    const found = await this.events.list(query, from, limit + 1);
    const events = found.slice(0, limit);
    const last = events.at(-1);
    return found.length > limit && last ? { events, next_cursor: formatCursor(last) } : { events };
  }

  /** Everything that the filters leave, newest first; as much is read at a time as one page of it. */
  async *all(filters: AuditFilters): AsyncGenerator<AuditEvent, void, void> {
    let from: EventPosition | undefined;
    do {
      const page = await this.events.list(filters, from, EXPORT_PAGE);
      yield* page;
      from = page.length < EXPORT_PAGE ? undefined : page.at(-1);
    } while (from);
  }
}
