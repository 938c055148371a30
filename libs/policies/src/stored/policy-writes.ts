import { Injectable } from '@nestjs/common';
import { ChangeFeed, Database, type Transaction } from '#libs/storage';
import { ACCESS_POLICIES } from './policy.registry.js';

/**
 * How policies, and who has them, are changed: the lock of the change feed is taken first, so that nobody gives a
 * policy to somebody while another deletes it, on whichever process.
 */
@Injectable()
export class PolicyWrites {
  constructor(
    private readonly database: Database,
    private readonly changeFeed: ChangeFeed,
  ) {}

  async write<T>(work: (within: Transaction, feed_version: number) => Promise<T>): Promise<T> {
    const result = await this.database.transaction(async (within) => work(within, await this.lock(within)));
    await this.changeFeed.publish();
    return result;
  }

  /** From now on this process knows the policies that any process had written before. */
  refresh(): Promise<void> {
    return this.changeFeed.refresh();
  }

  /** Until the transaction ends, no policy changes. Returns the version of the kind, for rows that are written. */
  lock(within: Transaction): Promise<number> {
    return this.changeFeed.bump(within, ACCESS_POLICIES);
  }

  /** Says that the row is gone. */
  async forget(id: string, feed_version: number, within: Transaction): Promise<void> {
    await this.changeFeed.forget(within, ACCESS_POLICIES, id, feed_version);
  }
}
