import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { hashToken, randomToken } from '#libs/secrets';
import { Database, type Statements } from '#libs/storage';
import type { OneTimeTokenEntity, OneTimeTokenPurpose } from '../one-time-token.entity.js';
import { OneTimeTokenRepository } from './one-time-token.repository.js';

/** Whom a link is for; null when there is nobody yet (the set-up link). */
export interface OneTimeToken {
  readonly account_id: string | null;
  readonly expires_at: number;
}

/** A token to be kept. */
export type NewOneTimeToken = Readonly<Omit<OneTimeTokenEntity, 'token_hash'>> & { readonly token: string };

/** Secrets of links: good once, for one purpose, for a while; only their hash is kept. */
@Injectable()
export class OneTimeTokens {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly rows: OneTimeTokenRepository,
  ) {}

  /** @param lifetime in seconds. @returns the token, which can't be read again. */
  async issue(
    purpose: OneTimeTokenPurpose,
    account_id: string | null,
    lifetime: number,
    within: Statements = this.database,
  ): Promise<string> {
    const token = randomToken();
    const created_at = this.clock.now();
    await this.add({ token, purpose, account_id, created_at, expires_at: created_at + lifetime }, within);
    return token;
  }

  /** Takes a token that was made elsewhere; it must be as hard to guess. */
  async add({ token, ...row }: NewOneTimeToken, within: Statements = this.database): Promise<void> {
    await this.rows.add({ ...row, token_hash: hashToken(token) }, within);
  }

  /** The newest of the unspent tokens of one purpose: of a person, or (null) for nobody yet. */
  newest(purpose: OneTimeTokenPurpose, accountId: string | null) {
    return this.rows.newest(purpose, accountId, this.database);
  }

  /** What the token is for, without spending it: to show a page. */
  peek(purpose: OneTimeTokenPurpose, token: string): Promise<OneTimeToken | undefined> {
    return this.rows.find(purpose, hashToken(token), this.clock.now(), this.database);
  }

  /** Spends it, in the transaction of what it allows. @returns undefined when it can't be spent (any more) */
  async spend(
    purpose: OneTimeTokenPurpose,
    token: string,
    within: Statements,
  ): Promise<OneTimeToken | undefined> {
    const hash = hashToken(token);
    const found = await this.rows.find(purpose, hash, this.clock.now(), within);
    return found && (await this.rows.spend(purpose, hash, this.clock.now(), within)) ? found : undefined;
  }

  /** Ends the unspent tokens of one purpose: those of a person, or (null) those that are for nobody yet. */
  async withdraw(
    purpose: OneTimeTokenPurpose,
    accountId: string | null,
    within: Statements = this.database,
  ): Promise<void> {
    await this.rows.deleteOf(purpose, accountId, within);
  }

  /** Removes at most `limit` of those that nobody can spend any more. @returns how many */
  removeExpired(limit: number): Promise<number> {
    return this.rows.deleteExpired(this.clock.now(), limit);
  }
}
