import { Injectable } from '@nestjs/common';
import { Database, type SqlValue, type Statements } from '#libs/storage';
import type { AuditEvent, AuditFilters } from './audit-event.js';
import { boundedJson, cut } from './bounded-json.js';
import type { EventPosition } from './event-cursor.js';
import { selectEvents } from './select-events.js';

const COLUMNS =
  'id, at_ms, type, actor, on_behalf_of, subject, client_id, ip, request_id, reference, outcome, data, schema_version';

type AuditEventRow = Omit<AuditEvent, 'data'> & { readonly data: string | null };

/** The rows of the audit trail: added and read, never changed. */
@Injectable()
export class AuditEventRepository {
  constructor(private readonly database: Database) {}

  async add(event: AuditEvent, within: Statements = this.database): Promise<void> {
    const values: SqlValue[] = [
      event.id,
      event.at_ms,
      event.type,
      event.actor,
      event.on_behalf_of,
      event.subject,
      cutOrNull(event.client_id, 128),
      cutOrNull(event.ip, 45),
      cutOrNull(event.request_id, 64),
      event.reference,
      event.outcome,
      boundedJson(event.data),
      event.schema_version,
    ];
    await within.affected(
      `INSERT INTO audit_events (${COLUMNS}) VALUES (${values.map(() => '?').join(', ')})`,
      values,
    );
  }

  /** Newest first, those before `from` only. */
  async list(filters: AuditFilters, from: EventPosition | undefined, limit: number): Promise<AuditEvent[]> {
    const { where, values } = selectEvents(filters, from);
    const rows = await this.database.rows<AuditEventRow>(
      `SELECT ${COLUMNS} FROM audit_events WHERE ${where} ORDER BY at_ms DESC, id DESC LIMIT ?`,
      [...values, limit],
    );
    return rows.map((row) => ({
      ...row,
      at_ms: Number(row.at_ms),
      data: row.data ? JSON.parse(row.data) : null,
    }));
  }
}

/** What a request said of itself may be longer than its column. */
function cutOrNull(text: string | null, length: number): string | null {
  return text === null ? null : cut(text, length);
}
