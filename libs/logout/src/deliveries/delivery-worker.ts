import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { DeliveryAttempt } from './delivery-attempt.js';
import { DeliverySlots } from './delivery-slots.js';
import type { LogoutDelivery } from './logout-delivery.js';
import { LogoutOutbox } from './logout-outbox.repository.js';

const EVERY_MS = 1_000;
/** For a transaction that is about to be committed; if it takes longer, it is seen by the next look. */
const SOON_MS = 50;
/** An attempt takes five seconds at most; after this, its process is taken for dead. */
export const LEASE_MS = 30_000;

/**
 * Empties the outbox. Every process does; one conditional UPDATE of the row decides who makes an attempt, so that
 * each is made by one. Never before the row is committed: it is seen by reading the table, and in no other way.
 */
@Injectable()
export class DeliveryWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(DeliveryWorker.name);
  private readonly slots = new DeliverySlots();
  private readonly underWay = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly outbox: LogoutOutbox,
    private readonly attempt: DeliveryAttempt,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), EVERY_MS).unref();
  }

  /** What was begun is brought to its end; the database is still there. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.round;
    await Promise.all(this.underWay);
  }

  /** Something was put into the outbox just now. */
  soon(): void {
    if (!this.stopping) setTimeout(() => this.look(), SOON_MS).unref();
  }

  /** Looks into the outbox now; one look at a time. */
  look(): void {
    if (this.stopping || this.round !== undefined) return;
    this.round = this.takeDue()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'the logout outbox was not read'))
      .finally(() => {
        this.round = undefined;
      });
  }

  private async takeDue(): Promise<void> {
    let more = true;
    while (more && !this.stopping && this.slots.free > 0) {
      const limit = this.slots.free;
      const due = await this.outbox.due(this.clock.nowMs(), limit, this.slots.full);
      for (const delivery of due) await this.take(delivery);
      more = due.length === limit;
    }
  }

  private async take(delivery: LogoutDelivery): Promise<void> {
    if (!this.slots.take(delivery.client_id)) return;
    const nowMs = this.clock.nowMs();
    const claimed = await this.outbox.claim(delivery, nowMs, nowMs + LEASE_MS).catch((error: unknown) => {
      this.slots.give(delivery.client_id);
      throw error;
    });
    if (!claimed) return this.slots.give(delivery.client_id);
    const work = this.work(claimed);
    this.underWay.add(work);
    void work.finally(() => this.underWay.delete(work));
  }

  /** A failure of our own is no outcome: the attempt lapses, and another is made. */
  private async work(delivery: LogoutDelivery): Promise<void> {
    try {
      await this.attempt.make(delivery);
    } catch (error) {
      this.logger.warn({ err: error, delivery: delivery.id }, 'an attempt at a logout notice was broken off');
    } finally {
      this.slots.give(delivery.client_id);
      this.look();
    }
  }
}
