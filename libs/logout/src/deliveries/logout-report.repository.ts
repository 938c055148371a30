import { Injectable } from '@nestjs/common';
import { Database, type SqlValue } from '#libs/storage';
import type { DeliveryPosition } from './delivery-cursor.js';
import type { DeliveryStatus } from './logout-delivery.entity.js';
import type { LogoutDelivery } from './logout-delivery.js';
import { DELIVERY_COLUMNS } from './logout-delivery-row.js';

const SELECT = `SELECT ${DELIVERY_COLUMNS.join(', ')} FROM logout_deliveries`;

/** The outbox as administrators see it, and the sweeper. */
@Injectable()
export class LogoutReportRepository {
  constructor(private readonly database: Database) {}

  /** Newest first, those before `from` only. */
  async list(
    clientId: string,
    status: DeliveryStatus | undefined,
    from: DeliveryPosition | undefined,
    limit: number,
  ): Promise<readonly LogoutDelivery[]> {
    const conditions = ['client_id = ?'];
    const values: SqlValue[] = [clientId];
    if (status !== undefined) {
      conditions.push('status = ?');
      values.push(status);
    }
    if (from) {
      conditions.push('(created_at < ? OR (created_at = ? AND id < ?))');
      values.push(from.created_at, from.created_at, from.id);
    }
    return this.database.rows<LogoutDelivery>(
      `${SELECT} WHERE ${conditions.join(' AND ')} ORDER BY created_at DESC, id DESC LIMIT ?`,
      [...values, limit],
    );
  }

  async find(clientId: string, id: string): Promise<LogoutDelivery | undefined> {
    return this.database.row<LogoutDelivery>(`${SELECT} WHERE id = ? AND client_id = ?`, [id, clientId]);
  }

  /** Begins all over with a delivery that was given up. @returns false when it wasn't */
  async revive(id: string, nowMs: number, retryUntil: number): Promise<boolean> {
    const revived = await this.database.affected(
      "UPDATE logout_deliveries SET status = 'pending', attempts = 0, due_at_ms = ?, retry_until = ?, finished_at = NULL " +
        "WHERE id = ? AND status IN ('refused', 'failed')",
      [nowMs, retryUntil, id],
    );
    return revived === 1;
  }

  /** Makes the next attempt due now, if it isn't due before `laterThanMs` anyway. */
  async hurry(id: string, nowMs: number, laterThanMs: number): Promise<void> {
    await this.database.affected(
      "UPDATE logout_deliveries SET due_at_ms = ? WHERE id = ? AND status = 'pending' AND due_at_ms > ?",
      [nowMs, id, laterThanMs],
    );
  }

  /** Removes at most `limit` of those that ended so before `before` (epoch seconds). @returns how many */
  async removeFinished(
    status: Exclude<DeliveryStatus, 'pending'>,
    before: number,
    limit: number,
  ): Promise<number> {
    const rows = await this.database.rows<{ id: string }>(
      'SELECT id FROM logout_deliveries WHERE status = ? AND finished_at < ? ORDER BY finished_at LIMIT ?',
      [status, before, limit],
    );
    if (rows.length === 0) return 0;
    return this.database.affected(
      `DELETE FROM logout_deliveries WHERE id IN (${rows.map(() => '?').join(', ')})`,
      rows.map(({ id }) => id),
    );
  }
}
