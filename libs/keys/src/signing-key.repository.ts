import { Injectable } from '@nestjs/common';
import { isSigningAlgorithm, type SigningAlgorithm } from '#libs/protocol';
import { ChangeFeed, Database } from '#libs/storage';
import { KeyChange, KIND } from './key-change.js';
import type { TimesRow } from './key-times.js';
import { RETAINED } from './signing-key.js';

/** A row as it is read. */
export interface SigningKeyRow extends TimesRow {
  readonly kid: string;
  readonly alg: SigningAlgorithm;
  readonly public_jwk: string;
  readonly sealed_private_jwk: string | null;
}

@Injectable()
export class SigningKeyRepository {
  constructor(
    private readonly database: Database,
    private readonly changes: ChangeFeed,
  ) {}

  /** Those of algorithms that this version knows; a newer one may run beside it. */
  async newerThan(feedVersion: number): Promise<SigningKeyRow[]> {
    const rows = await this.database.rows<SigningKeyRow>(
      'SELECT kid, alg, public_jwk, sealed_private_jwk, created_at, signs_from, signs_until, published_until ' +
        'FROM signing_keys WHERE feed_version > ?',
      [feedVersion],
    );
    return rows.filter(({ alg }) => isSigningAlgorithm(alg));
  }

  /** Changes keys, one change at a time in the whole deployment: the bump locks. `work` may run again. */
  async change<T>(work: (change: KeyChange) => Promise<T>): Promise<T> {
    const result = await this.database.transaction(async (tx) =>
      work(new KeyChange(tx, this.changes, await this.changes.bump(tx, KIND))),
    );
    await this.changes.publish();
    return result;
  }

  /** Replaces a sealed key by the same key sealed anew. The change feed needn't know: what is sealed is the same. */
  async reseal(kid: string, before: string, after: string): Promise<void> {
    await this.database.affected(
      'UPDATE signing_keys SET sealed_private_jwk = ? WHERE kid = ? AND sealed_private_jwk = ?',
      [after, kid, before],
    );
  }

  /** Erases the private half of keys that are no longer published, and keys that verify nothing any more. Says how many. */
  retire(now: number): Promise<number> {
    return this.change(async (change) => {
      const erased = await change.eraseRetired(now);
      const gone = await change.within.rows<{ kid: string }>(
        'SELECT kid FROM signing_keys WHERE published_until <= ?',
        [now - RETAINED],
      );
      for (const { kid } of gone) await change.remove(kid);
      return erased + gone.length;
    });
  }
}
