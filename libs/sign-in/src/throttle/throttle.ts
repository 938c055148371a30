import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Vault } from '#libs/secrets';
import { Database, type Statements } from '#libs/storage';
import { ThrottleRepository } from './throttle.repository.js';
import { THROTTLE_WINDOW, type ThrottleLimit } from './throttle-limits.js';

/** Bounds how often somebody may guess. An attempt is counted before it is made. */
@Injectable()
export class Throttle {
  constructor(
    private readonly database: Database,
    private readonly rows: ThrottleRepository,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts an attempt under every limit, or under none.
   * @returns undefined when it may be made, else the seconds after which it may
   */
  async reserve(limits: readonly ThrottleLimit[]): Promise<number | undefined> {
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      const counted: ThrottleLimit[] = [];
      for (const limit of limits) {
        const until = now + THROTTLE_WINDOW;
        const fullUntil = await this.rows.reserve(this.key(limit), limit.most, now, until, tx);
        if (fullUntil !== undefined) {
          await this.giveBack(counted, tx);
          return Math.max(1, fullUntil - now);
        }
        counted.push(limit);
      }
      return undefined;
    });
  }

  /** The attempt wasn't made after all. */
  async giveBack(limits: readonly ThrottleLimit[], within: Statements = this.database): Promise<void> {
    await this.rows.giveBack(this.keys(limits), within);
  }

  /** The attempt succeeded, so it was no guess. */
  async succeeded(limits: readonly ThrottleLimit[], within: Statements): Promise<void> {
    await this.giveBack(
      limits.filter(({ forgiving }) => !forgiving),
      within,
    );
    await this.rows.reset(this.keys(limits.filter(({ forgiving }) => forgiving)), within);
  }

  /** Removes at most `limit` counts whose window is over. @returns how many */
  removeExpired(limit: number): Promise<number> {
    return this.rows.removeExpired(this.clock.now(), limit);
  }

  private keys(limits: readonly ThrottleLimit[]): readonly string[] {
    return limits.map((limit) => this.key(limit));
  }

  /** Keyed, so that the table doesn't tell which names were tried. */
  private key({ subject }: ThrottleLimit): string {
    return this.vault.mac('sign_in_throttle', subject);
  }
}
