import { Injectable } from '@nestjs/common';
import { Database } from '#libs/storage';
import type { RefusalReason } from './activity.js';

type Outcomes = { success?: number; failure?: number };

const OUTCOMES = { 'sign_in.succeeded': 'success', 'sign_in.failed': 'failure' } as const;

/** Counts by the database itself: only sums travel. */
@Injectable()
export class ActivityRepository {
  constructor(private readonly database: Database) {}

  /** By where each span of `bucket_ms` begins. The type tells the outcome, so that the index alone is read. */
  async signIns(from_ms: number, bucket_ms: number): Promise<ReadonlyMap<number, Outcomes>> {
    const rows = await this.database.rows<{ at: number; type: keyof typeof OUTCOMES; n: number }>(
      'SELECT at_ms - (at_ms % ?) AS at, type, COUNT(*) AS n FROM audit_events ' +
        "WHERE at_ms >= ? AND type IN ('sign_in.succeeded', 'sign_in.failed') GROUP BY 1, 2",
      [bucket_ms, from_ms],
    );
    const found = new Map<number, Outcomes>();
    for (const { at, type, n } of rows) {
      found.set(Number(at), { ...found.get(Number(at)), [OUTCOMES[type]]: Number(n) });
    }
    return found;
  }

  async refusals(from_ms: number, bucket_ms: number): Promise<ReadonlyMap<number, number>> {
    const rows = await this.database.rows<{ at: number; n: number }>(
      'SELECT at_ms - (at_ms % ?) AS at, COUNT(*) AS n FROM refusals WHERE at_ms >= ? GROUP BY 1',
      [bucket_ms, from_ms],
    );
    return new Map(rows.map(({ at, n }) => [Number(at), Number(n)]));
  }

  /** The most frequent first, `limit` of them at most. */
  async reasons(from_ms: number, limit: number): Promise<RefusalReason[]> {
    const rows = await this.database.rows<RefusalReason>(
      'SELECT error, rule, client_id, COUNT(*) AS count, MAX(at_ms) AS last_at_ms FROM refusals ' +
        'WHERE at_ms >= ? GROUP BY error, rule, client_id ORDER BY 4 DESC, 5 DESC LIMIT ?',
      [from_ms, limit],
    );
    return rows.map((row) => ({ ...row, count: Number(row.count), last_at_ms: Number(row.last_at_ms) }));
  }
}
