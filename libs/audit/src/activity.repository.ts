import { Injectable } from '@nestjs/common';
import { Database } from '#libs/storage';
import type { RefusalReason } from './activity.js';

type Outcomes = { success?: number; failure?: number };

/** Counts by the database itself: only sums travel. */
@Injectable()
export class ActivityRepository {
  constructor(private readonly database: Database) {}

  /** By where each span of `bucket_ms` begins. */
  async signIns(from_ms: number, bucket_ms: number): Promise<ReadonlyMap<number, Outcomes>> {
    const rows = await this.database.rows<{ at: number; outcome: 'success' | 'failure'; n: number }>(
      'SELECT at_ms - (at_ms % ?) AS at, outcome, COUNT(*) AS n FROM audit_events ' +
        "WHERE at_ms >= ? AND type IN ('sign_in.succeeded', 'sign_in.failed') GROUP BY 1, 2",
      [bucket_ms, from_ms],
    );
    const found = new Map<number, Outcomes>();
    for (const { at, outcome, n } of rows) {
      found.set(Number(at), { ...found.get(Number(at)), [outcome]: Number(n) });
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
