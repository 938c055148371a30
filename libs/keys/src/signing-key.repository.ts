import { Injectable } from '@nestjs/common';
import { isSigningAlgorithm, type SigningAlgorithm } from '#libs/protocol';
import { ChangeFeed, Database, type Transaction } from '#libs/storage';
import type { PublicJwk } from './public-jwk.js';
import { LONGEST_TOKEN_LIFETIME, RETAINED } from './signing-key.js';

export const KIND = 'signing_keys';

/** A row as it is read. */
export interface SigningKeyRow {
  readonly kid: string;
  readonly alg: SigningAlgorithm;
  readonly public_jwk: string;
  readonly sealed_private_jwk: string | null;
  readonly signs_from: number;
  readonly signs_until: number | null;
  readonly published_until: number | null;
}

export interface NewSigningKey {
  readonly kid: string;
  readonly alg: SigningAlgorithm;
  readonly publicJwk: PublicJwk;
  readonly sealed_private_jwk: string;
  readonly created_at: number;
  readonly signs_from: number;
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
      'SELECT kid, alg, public_jwk, sealed_private_jwk, signs_from, signs_until, published_until ' +
        'FROM signing_keys WHERE feed_version > ?',
      [feedVersion],
    );
    return rows.filter(({ alg }) => isSigningAlgorithm(alg));
  }

  /** Adds a key, and lets every other key of its algorithm end where the new one begins. */
  async publish(key: NewSigningKey): Promise<void> {
    await this.database.transaction(async (tx) => {
      // The bump locks: of two rotations at once, the second sees and supersedes the first.
      const feedVersion = await this.changes.bump(tx, KIND);
      await this.endOthers(tx, key, feedVersion);
      await tx.affected(
        'INSERT INTO signing_keys ' +
          '(kid, alg, public_jwk, sealed_private_jwk, created_at, signs_from, version, feed_version) ' +
          'VALUES (?, ?, ?, ?, ?, ?, 1, ?)',
        [
          key.kid,
          key.alg,
          JSON.stringify(key.publicJwk),
          key.sealed_private_jwk,
          key.created_at,
          key.signs_from,
          feedVersion,
        ],
      );
    });
    await this.changes.refresh();
  }

  private async endOthers(
    tx: Transaction,
    { alg, signs_from }: NewSigningKey,
    feedVersion: number,
  ): Promise<void> {
    await tx.affected(
      'UPDATE signing_keys SET signs_from = CASE WHEN signs_from > ? THEN ? ELSE signs_from END, ' +
        'signs_until = ?, published_until = ?, version = version + 1, feed_version = ? ' +
        'WHERE alg = ? AND (signs_until IS NULL OR signs_until > ?)',
      [signs_from, signs_from, signs_from, signs_from + LONGEST_TOKEN_LIFETIME, feedVersion, alg, signs_from],
    );
  }

  /** Replaces a sealed key by the same key sealed anew. The change feed needn't know: what is sealed is the same. */
  async reseal(kid: string, before: string, after: string): Promise<void> {
    await this.database.affected(
      'UPDATE signing_keys SET sealed_private_jwk = ? WHERE kid = ? AND sealed_private_jwk = ?',
      [after, kid, before],
    );
  }

  /** Erases the private half of keys that are no longer published, and keys that verify nothing any more. Says how many. */
  async retire(now: number): Promise<number> {
    const count = await this.database.transaction(async (tx) => {
      const feedVersion = await this.changes.bump(tx, KIND);
      const erased = await tx.affected(
        'UPDATE signing_keys SET sealed_private_jwk = NULL, version = version + 1, feed_version = ? ' +
          'WHERE published_until <= ? AND sealed_private_jwk IS NOT NULL',
        [feedVersion, now],
      );
      const gone = await tx.rows<{ kid: string }>('SELECT kid FROM signing_keys WHERE published_until <= ?', [
        now - RETAINED,
      ]);
      for (const { kid } of gone) {
        await tx.affected('DELETE FROM signing_keys WHERE kid = ?', [kid]);
        await this.changes.forget(tx, KIND, kid, feedVersion);
      }
      return erased + gone.length;
    });
    await this.changes.refresh();
    return count;
  }
}
