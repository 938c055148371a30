import type { SigningAlgorithm } from '#libs/protocol';
import type { ChangeFeed, Transaction } from '#libs/storage';
import { type KeyTimes, type TimesRow, timesOf } from './key-times.js';
import type { PublicJwk } from './public-jwk.js';
import { PUBLISHED_AFTER } from './signing-key.js';

export const KIND = 'signing_keys';

/** A key that is in no row yet; its private half is sealed already. */
export interface MadeKey {
  readonly kid: string;
  readonly alg: SigningAlgorithm;
  readonly publicJwk: PublicJwk;
  readonly sealed_private_jwk: string;
}

/** A key as a change sees it, as of now. */
export type CurrentKey = KeyTimes & { readonly kid: string };

/** One change of the keys, in its transaction; every other change in the deployment waits until this one is over. */
export class KeyChange {
  constructor(
    /** For what belongs to the change, such as its audit event. */
    readonly within: Transaction,
    private readonly changes: ChangeFeed,
    private readonly feedVersion: number,
  ) {}

  async keysOf(alg: SigningAlgorithm): Promise<CurrentKey[]> {
    const rows = await this.within.rows<TimesRow & { kid: string }>(
      'SELECT kid, created_at, signs_from, signs_until, published_until FROM signing_keys WHERE alg = ?',
      [alg],
    );
    return rows.map((row) => ({ kid: row.kid, ...timesOf(row) }));
  }

  /** Adds a key, published at once, and lets every other key of its algorithm end where it begins to sign. */
  async publish(key: MadeKey, now: number, signs_from: number): Promise<void> {
    await this.endOthers(key, signs_from);
    await this.within.affected(
      'INSERT INTO signing_keys ' +
        '(kid, alg, public_jwk, sealed_private_jwk, created_at, signs_from, version, feed_version) ' +
        'VALUES (?, ?, ?, ?, ?, ?, 1, ?)',
      [
        key.kid,
        key.alg,
        JSON.stringify(key.publicJwk),
        key.sealed_private_jwk,
        now,
        signs_from,
        this.feedVersion,
      ],
    );
  }

  /** Lets a key that waits begin earlier. */
  async bringForward(key: { readonly kid: string; readonly alg: SigningAlgorithm }, signs_from: number) {
    await this.endOthers(key, signs_from);
    await this.within.affected(
      'UPDATE signing_keys SET signs_from = ?, version = version + 1, feed_version = ? WHERE kid = ?',
      [signs_from, this.feedVersion, key.kid],
    );
  }

  /** Both halves, from every process: the key verifies nothing any more. */
  async remove(kid: string): Promise<void> {
    await this.within.affected('DELETE FROM signing_keys WHERE kid = ?', [kid]);
    await this.changes.forget(this.within, KIND, kid, this.feedVersion);
  }

  /** Erases the private half of keys that are no longer published. Says of how many. */
  eraseRetired(now: number): Promise<number> {
    return this.within.affected(
      'UPDATE signing_keys SET sealed_private_jwk = NULL, version = version + 1, feed_version = ? ' +
        'WHERE published_until <= ? AND sealed_private_jwk IS NOT NULL',
      [this.feedVersion, now],
    );
  }

  private async endOthers(
    { kid, alg }: { readonly kid: string; readonly alg: SigningAlgorithm },
    signs_from: number,
  ): Promise<void> {
    await this.within.affected(
      'UPDATE signing_keys SET signs_from = CASE WHEN signs_from > ? THEN ? ELSE signs_from END, ' +
        'signs_until = ?, published_until = ?, version = version + 1, feed_version = ? ' +
        'WHERE alg = ? AND kid <> ? AND (signs_until IS NULL OR signs_until > ?)',
      [
        signs_from,
        signs_from,
        signs_from,
        signs_from + PUBLISHED_AFTER,
        this.feedVersion,
        alg,
        kid,
        signs_from,
      ],
    );
  }
}
