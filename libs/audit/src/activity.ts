import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { ActivityRepository } from './activity.repository.js';

/** Milliseconds. */
const HOUR = 3600 * 1000;
const DAY = 24 * HOUR;
/** Longer than that is counted by the day. */
const HOURS_BY_THE_HOUR = 72;
const REASONS = 20;

/** What happened in one hour or one day. */
export interface ActivityBucket {
  /** Where it begins: epoch milliseconds, a whole hour or day (UTC). */
  readonly at_ms: number;
  readonly sign_ins: number;
  readonly sign_ins_failed: number;
  readonly refusals: number;
}

/** How often one rule refused one client's requests. */
export interface RefusalReason {
  readonly error: string;
  readonly rule: string | null;
  readonly client_id: string | null;
  readonly count: number;
  readonly last_at_ms: number;
}

export interface ActivityReport {
  readonly bucket_ms: number;
  readonly items: readonly ActivityBucket[];
  /** The most frequent first. */
  readonly reasons: readonly RefusalReason[];
}

/** How many sign-ins and refusals there were, counted from the audit trail and the refusals that are kept. */
@Injectable()
export class Activity {
  constructor(
    private readonly counts: ActivityRepository,
    private readonly clock: Clock,
  ) {}

  /** @param hours how far to look back; quiet hours and days are in the answer too */
  async of(hours: number): Promise<ActivityReport> {
    const bucket_ms = hours <= HOURS_BY_THE_HOUR ? HOUR : DAY;
    const now = this.clock.nowMs();
    const first = floor(now - hours * HOUR, bucket_ms) + bucket_ms;
    const [signIns, refusals, reasons] = await Promise.all([
      this.counts.signIns(first, bucket_ms),
      this.counts.refusals(first, bucket_ms),
      this.counts.reasons(first, REASONS),
    ]);
    const items: ActivityBucket[] = [];
    for (let at_ms = first; at_ms <= now; at_ms += bucket_ms) {
      const { success = 0, failure = 0 } = signIns.get(at_ms) ?? {};
      const refused = refusals.get(at_ms) ?? 0;
      items.push({ at_ms, sign_ins: success, sign_ins_failed: failure, refusals: refused });
    }
    return { bucket_ms, items, reasons };
  }
}

function floor(at_ms: number, bucket_ms: number): number {
  return at_ms - (at_ms % bucket_ms);
}
