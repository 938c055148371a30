import { Injectable } from '@nestjs/common';
import { Database, type Statements } from '#libs/storage';
import type { OneTimeTokenEntity, OneTimeTokenPurpose } from '../one-time-token.entity.js';

const ALIVE = 'token_hash = ? AND purpose = ? AND expires_at > ?';

/** The rows of `one_time_tokens`. */
@Injectable()
export class OneTimeTokenRepository {
  constructor(private readonly database: Database) {}

  async add(token: Readonly<OneTimeTokenEntity>, within: Statements): Promise<void> {
    await within.affected(
      'INSERT INTO one_time_tokens (token_hash, purpose, account_id, created_at, expires_at) VALUES (?, ?, ?, ?, ?)',
      [token.token_hash, token.purpose, token.account_id, token.created_at, token.expires_at],
    );
  }

  find(purpose: OneTimeTokenPurpose, hash: string, now: number, within: Statements) {
    return within.row<{ account_id: string | null; expires_at: number }>(
      `SELECT account_id, expires_at FROM one_time_tokens WHERE ${ALIVE}`,
      [hash, purpose, now],
    );
  }

  /** Takes the token away, in one statement: true for exactly one caller. */
  async spend(purpose: OneTimeTokenPurpose, hash: string, now: number, within: Statements): Promise<boolean> {
    return (await within.affected(`DELETE FROM one_time_tokens WHERE ${ALIVE}`, [hash, purpose, now])) === 1;
  }

  newest(purpose: OneTimeTokenPurpose, accountId: string | null, within: Statements) {
    return within.row<{ created_at: number; expires_at: number }>(
      'SELECT created_at, expires_at FROM one_time_tokens ' +
        `WHERE purpose = ? AND ${whose(accountId)} ORDER BY created_at DESC LIMIT 1`,
      [purpose, ...(accountId === null ? [] : [accountId])],
    );
  }

  async deleteOf(purpose: OneTimeTokenPurpose, accountId: string | null, within: Statements): Promise<void> {
    await within.affected(`DELETE FROM one_time_tokens WHERE purpose = ? AND ${whose(accountId)}`, [
      purpose,
      ...(accountId === null ? [] : [accountId]),
    ]);
  }

  async deleteExpired(now: number, limit: number): Promise<number> {
    const rows = await this.database.rows<{ token_hash: string }>(
      'SELECT token_hash FROM one_time_tokens WHERE expires_at <= ? ORDER BY expires_at LIMIT ?',
      [now, limit],
    );
    if (rows.length === 0) return 0;
    return this.database.affected(
      `DELETE FROM one_time_tokens WHERE token_hash IN (${rows.map(() => '?').join(', ')})`,
      rows.map(({ token_hash }) => token_hash),
    );
  }
}

function whose(accountId: string | null): string {
  return accountId === null ? 'account_id IS NULL' : 'account_id = ?';
}
