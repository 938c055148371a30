import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database, type Statements } from '#libs/storage';
import type { DeliveryStatus } from './logout-delivery.entity.js';
import type { LogoutDelivery, LogoutNotice } from './logout-delivery.js';
import { DELIVERY_COLUMNS } from './logout-delivery-row.js';
import { RETRIED_FOR } from './retry-schedule.js';

const INSERT = `INSERT INTO logout_deliveries (${DELIVERY_COLUMNS.join(', ')}) VALUES (${DELIVERY_COLUMNS.map(() => '?').join(', ')})`;
const SELECT = `SELECT ${DELIVERY_COLUMNS.join(', ')} FROM logout_deliveries`;
const DUE = "status = 'pending' AND due_at_ms <= ?";

/** The outbox as those see it who fill it and who empty it. */
@Injectable()
export class LogoutOutbox {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Due at once. */
  async add(notice: LogoutNotice, within: Statements): Promise<void> {
    const created_at = this.clock.now();
    const delivery: LogoutDelivery = {
      ...notice,
      id: randomUUID(),
      status: 'pending',
      attempts: 0,
      due_at_ms: this.clock.nowMs(),
      retry_until: created_at + RETRIED_FOR,
      last_error: null,
      created_at,
      attempted_at: null,
      finished_at: null,
    };
    await within.affected(
      INSERT,
      DELIVERY_COLUMNS.map((column) => delivery[column]),
    );
  }

  /** What may be attempted now, the longest due first. @param except clients that have enough under way */
  async due(nowMs: number, limit: number, except: readonly string[]): Promise<readonly LogoutDelivery[]> {
    const others = except.length === 0 ? '' : ` AND client_id NOT IN (${except.map(() => '?').join(', ')})`;
    return this.database.rows<LogoutDelivery>(
      `${SELECT} WHERE ${DUE}${others} ORDER BY due_at_ms, id LIMIT ?`,
      [nowMs, ...except, limit],
    );
  }

  /**
   * Begins an attempt, for exactly one of all who read the row. Should its process die, another may begin at `untilMs`.
   * @returns the row as it is now; undefined when somebody else was faster
   */
  async claim(delivery: LogoutDelivery, nowMs: number, untilMs: number): Promise<LogoutDelivery | undefined> {
    const attempts = delivery.attempts + 1;
    const attempted_at = Math.floor(nowMs / 1000);
    const claimed = await this.database.affected(
      `UPDATE logout_deliveries SET attempts = ?, attempted_at = ?, due_at_ms = ? WHERE id = ? AND attempts = ? AND ${DUE}`,
      [attempts, attempted_at, untilMs, delivery.id, delivery.attempts, nowMs],
    );
    return claimed === 1 ? { ...delivery, attempts, attempted_at, due_at_ms: untilMs } : undefined;
  }

  /** Ends the attempt that was claimed, unless another process took it for dead and began one. */
  async postpone({ id, attempts }: LogoutDelivery, dueAtMs: number, reason: string): Promise<void> {
    await this.database.affected(
      "UPDATE logout_deliveries SET due_at_ms = ?, last_error = ? WHERE id = ? AND attempts = ? AND status = 'pending'",
      [dueAtMs, reason, id, attempts],
    );
  }

  /** The same, when no other shall follow. */
  async finish(
    { id, attempts }: LogoutDelivery,
    status: Exclude<DeliveryStatus, 'pending'>,
    now: number,
    reason: string | null,
  ): Promise<void> {
    await this.database.affected(
      "UPDATE logout_deliveries SET status = ?, finished_at = ?, last_error = ? WHERE id = ? AND attempts = ? AND status = 'pending'",
      [status, now, reason, id, attempts],
    );
  }
}
