import { setTimeout as sleep } from 'node:timers/promises';

/** Lets so many turns a second begin, and so many at once after a quiet time. */
export class Pace {
  private readonly everyMs: number;
  /** When the next turn would be due if all had come evenly. */
  private dueAtMs = 0;

  constructor(
    perSecond: number,
    private readonly atOnce: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.everyMs = 1000 / perSecond;
  }

  /** Resolves when it is the caller's turn. */
  async turn(): Promise<void> {
    const waitMs = this.take();
    if (waitMs > 0) await sleep(waitMs);
  }

  /** Takes the next turn; returns the milliseconds until then. */
  take(): number {
    const now = this.nowMs();
    const due = Math.max(this.dueAtMs, now);
    this.dueAtMs = due + this.everyMs;
    return Math.max(0, due - now - (this.atOnce - 1) * this.everyMs);
  }
}
