import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { BackChannel } from './back-channel.js';
import type { LogoutDelivery } from './logout-delivery.js';
import { LogoutOutbox } from './logout-outbox.repository.js';
import { nextAttemptAt } from './retry-schedule.js';

const LATE = 'no attempt succeeded in time; the last: ';

/** An attempt at a delivery, from its claim to what became of it. */
@Injectable()
export class DeliveryAttempt {
  constructor(
    private readonly outbox: LogoutOutbox,
    private readonly backChannel: BackChannel,
    private readonly clock: Clock,
  ) {}

  /** For a delivery that this process has claimed. */
  async make(delivery: LogoutDelivery): Promise<void> {
    const outcome = await this.backChannel.tell(delivery);
    const nowMs = this.clock.nowMs();
    const now = Math.floor(nowMs / 1000);
    if (outcome.status === 'delivered') return this.outbox.finish(delivery, 'delivered', now, null);
    if (outcome.status !== 'pending')
      return this.outbox.finish(delivery, outcome.status, now, outcome.reason);
    const next = nextAttemptAt(delivery.attempts, nowMs, delivery.retry_until);
    if (next !== undefined) return this.outbox.postpone(delivery, next, outcome.reason);
    return this.outbox.finish(delivery, 'failed', now, LATE + outcome.reason);
  }
}
