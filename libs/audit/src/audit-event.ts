import type { AuditEventEntity } from './audit-event.entity.js';

/** One event as it is read: the row's shape. */
export type AuditEvent = Readonly<AuditEventEntity>;

type Optional = 'subject' | 'on_behalf_of' | 'client_id' | 'ip' | 'request_id' | 'reference' | 'data';

/** One event as it is recorded. `data` holds facts of this type of event, never a secret. */
export type NewAuditEvent = Pick<AuditEvent, 'type' | 'actor' | 'outcome'> &
  Partial<Pick<AuditEvent, Optional>>;

export interface AuditQuery {
  /** `next_cursor` of the page before; none: the newest events. */
  readonly cursor?: string;
  /** Events a page, 1 to 200. */
  readonly limit?: number;
  readonly type?: string;
  readonly subject?: string;
  readonly client_id?: string;
}

export interface AuditPage {
  /** Newest first. */
  readonly events: readonly AuditEvent[];
  /** Absent on the last page. */
  readonly next_cursor?: string;
}
