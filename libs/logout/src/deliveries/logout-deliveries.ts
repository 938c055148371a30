import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Sweeper } from '#libs/storage';
import { formatDeliveryCursor, parseDeliveryCursor } from './delivery-cursor.js';
import { DeliveryWorker, LEASE_MS } from './delivery-worker.js';
import type { DeliveryStatus } from './logout-delivery.entity.js';
import type { LogoutDelivery } from './logout-delivery.js';
import { LogoutReportRepository } from './logout-report.repository.js';
import { RETRIED_FOR } from './retry-schedule.js';

export interface DeliveryQuery {
  /** `next_cursor` of the page before. */
  readonly cursor?: string;
  readonly limit: number;
  readonly status?: DeliveryStatus;
}

/** Newest first; `next_cursor` is absent on the last page. */
export interface DeliveryPage {
  readonly deliveries: readonly LogoutDelivery[];
  readonly next_cursor?: string;
}

export interface RetriedDelivery {
  readonly delivery: LogoutDelivery;
  readonly retried: boolean;
}

const DAY = 86_400;
/** Seconds for which what became of a delivery is known. */
const KEPT_FOR = { delivered: 7 * DAY, refused: 30 * DAY, failed: 30 * DAY } as const;

/** What became of the notices to each client, for administrators. */
@Injectable()
export class LogoutDeliveries {
  constructor(
    private readonly rows: LogoutReportRepository,
    private readonly worker: DeliveryWorker,
    private readonly clock: Clock,
    sweeper: Sweeper,
  ) {
    for (const status of ['delivered', 'refused', 'failed'] as const) {
      sweeper.register(`logout_deliveries (${status})`, (limit) =>
        rows.removeFinished(status, clock.now() - KEPT_FOR[status], limit),
      );
    }
  }

  /** @throws InvalidCursor */
  async listOf(clientId: string, { cursor, limit, status }: DeliveryQuery): Promise<DeliveryPage> {
    const from = cursor === undefined ? undefined : parseDeliveryCursor(cursor);
    const found = await this.rows.list(clientId, status, from, limit + 1);
    const deliveries = found.slice(0, limit);
    const last = deliveries.at(-1);
    return found.length > limit && last
      ? { deliveries, next_cursor: formatDeliveryCursor(last) }
      : { deliveries };
  }

  /**
   * Has it attempted now, and once more for a day if it was given up.
   * @returns undefined when the client has no such delivery; one that was delivered stays as it is
   */
  async retry(clientId: string, id: string): Promise<RetriedDelivery | undefined> {
    const delivery = await this.rows.find(clientId, id);
    if (!delivery) return undefined;
    if (delivery.status === 'delivered') return { delivery, retried: false };
    const nowMs = this.clock.nowMs();
    if (!(await this.rows.revive(id, nowMs, this.clock.now() + RETRIED_FOR))) {
      await this.rows.hurry(id, nowMs, nowMs + LEASE_MS);
    }
    this.worker.look();
    return { delivery: (await this.rows.find(clientId, id)) ?? delivery, retried: true };
  }
}
