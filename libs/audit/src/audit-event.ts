import type { AuditEventEntity } from './audit-event.entity.js';

/** One event as it is read: the row's shape. */
export type AuditEvent = Readonly<AuditEventEntity>;

type Optional = 'subject' | 'on_behalf_of' | 'client_id' | 'ip' | 'request_id' | 'reference' | 'data';

/** One event as it is recorded. `data` holds facts of this type of event, never a secret. */
export type NewAuditEvent = Pick<AuditEvent, 'type' | 'actor' | 'outcome'> &
  Partial<Pick<AuditEvent, Optional>>;

/** Which events are meant: those that every member given here fits. */
export interface AuditFilters {
  readonly type?: string;
  readonly actor?: string;
  readonly subject?: string;
  readonly client_id?: string;
  readonly ip?: string;
  readonly outcome?: AuditEvent['outcome'];
  /** Epoch milliseconds, included. */
  readonly from_ms?: number;
  /** Epoch milliseconds, not included. */
  readonly to_ms?: number;
}

export interface AuditQuery extends AuditFilters {
  /** `next_cursor` of the page before; none: the newest events. */
  readonly cursor?: string;
  /** Events a page, 1 to 200. */
  readonly limit?: number;
}

export interface AuditPage {
  /** Newest first. */
  readonly events: readonly AuditEvent[];
  /** Absent on the last page. */
  readonly next_cursor?: string;
}
