import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database, type Spending, type Statements } from '#libs/storage';
import { GRANT_COLUMNS, type GrantRow } from '../grants/grant-row.js';
import type { RefreshTokenEntity } from './refresh-token.entity.js';

export type NewRefreshToken = Readonly<Omit<RefreshTokenEntity, 'rotated_at_ms' | 'successor_hash'>>;

/** A refresh token with the grant that it carries, and whether its successor was used already. */
export type RefreshTokenRow = Readonly<RefreshTokenEntity> &
  GrantRow & { readonly successor_rotated_at_ms: number | null };

const ROTATION: Spending = {
  table: 'refresh_tokens',
  key: 'token_hash',
  marks: ['rotated_at_ms', 'successor_hash'],
  unspent: 'rotated_at_ms IS NULL',
};

@Injectable()
export class RefreshTokenRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async insert(token: NewRefreshToken, within: Statements): Promise<void> {
    await within.affected(
      'INSERT INTO refresh_tokens (token_hash, grant_id, client_id, created_at, expires_at, idle_expires_at, ' +
        'rotated_at_ms, successor_hash) VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)',
      [
        token.token_hash,
        token.grant_id,
        token.client_id,
        token.created_at,
        token.expires_at,
        token.idle_expires_at,
      ],
    );
  }

  find(tokenHash: string): Promise<RefreshTokenRow | undefined> {
    return this.database.lookup<RefreshTokenRow>(
      `SELECT t.*, s.rotated_at_ms AS successor_rotated_at_ms, ${GRANT_COLUMNS} FROM refresh_tokens t ` +
        'JOIN grants g ON g.grant_id = t.grant_id ' +
        'LEFT JOIN refresh_tokens s ON s.token_hash = t.successor_hash WHERE t.token_hash = ?',
      [tokenHash],
    );
  }

  /** Rotates the token, once: true for exactly one attempt. */
  rotate(tokenHash: string, successorHash: string, within: Statements): Promise<boolean> {
    return within.spend(ROTATION, tokenHash, [this.clock.nowMs(), successorHash]);
  }
}
