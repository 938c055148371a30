import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database, isUniqueViolation, type Statements } from '#libs/storage';
import { GRANT_COLUMNS, type GrantRow } from '../grants/grant-row.js';
import type { AccessTokenEntity } from './access-token.entity.js';

export type NewAccessToken = Readonly<AccessTokenEntity>;

/** An opaque access token with the grant that it carries; a machine's has no grant row. */
export interface AccessTokenRow extends Partial<GrantRow> {
  readonly token_hash: string;
  readonly grant_id: string;
  readonly client_id: string;
  readonly token_account_id: string | null;
  readonly token_scope: string;
  readonly aud: string;
  readonly created_at: number;
  readonly expires_at: number;
}

/** What the database knows about a JWT access token: its grant, and whether it was revoked by itself. */
export type JwtAccessTokenRow = GrantRow & { readonly revoked_jti: string | null };

@Injectable()
export class AccessTokenRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async insert(token: NewAccessToken, within: Statements): Promise<void> {
    await within.affected(
      'INSERT INTO access_tokens (token_hash, grant_id, client_id, account_id, scope, aud, created_at, expires_at) ' +
        'VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      [
        token.token_hash,
        token.grant_id,
        token.client_id,
        token.account_id,
        token.scope,
        JSON.stringify(token.aud),
        token.created_at,
        token.expires_at,
      ],
    );
  }

  findOpaque(tokenHash: string): Promise<AccessTokenRow | undefined> {
    return this.database.lookup<AccessTokenRow>(
      `SELECT ${GRANT_COLUMNS}, t.token_hash, t.grant_id, t.client_id, t.account_id AS token_account_id, ` +
        't.scope AS token_scope, t.aud, t.created_at, t.expires_at FROM access_tokens t ' +
        'LEFT JOIN grants g ON g.grant_id = t.grant_id WHERE t.token_hash = ?',
      [tokenHash],
    );
  }

  findGrantOfJwt(grantId: string, jti: string): Promise<JwtAccessTokenRow | undefined> {
    return this.database.row<JwtAccessTokenRow>(
      `SELECT ${GRANT_COLUMNS}, r.jti AS revoked_jti FROM grants g ` +
        'LEFT JOIN revoked_access_tokens r ON r.jti = ? WHERE g.grant_id = ?',
      [jti, grantId],
    );
  }

  async isRevokedJwt(jti: string): Promise<boolean> {
    return (
      (await this.database.row('SELECT jti FROM revoked_access_tokens WHERE jti = ?', [jti])) !== undefined
    );
  }

  async revokeOpaque(tokenHash: string): Promise<void> {
    await this.database.affected('DELETE FROM access_tokens WHERE token_hash = ?', [tokenHash]);
  }

  async revokeJwt(jti: string, expiresAt: number): Promise<void> {
    try {
      await this.database.affected('INSERT INTO revoked_access_tokens (jti, expires_at) VALUES (?, ?)', [
        jti,
        expiresAt,
      ]);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
  }

  removeExpired(limit: number): Promise<number> {
    return this.removeBefore('access_tokens', 'token_hash', limit);
  }

  removeExpiredRevocations(limit: number): Promise<number> {
    return this.removeBefore('revoked_access_tokens', 'jti', limit);
  }

  private async removeBefore(table: string, key: string, limit: number): Promise<number> {
    const rows = await this.database.rows<{ id: string }>(
      `SELECT ${key} AS id FROM ${table} WHERE expires_at < ? ORDER BY expires_at LIMIT ?`,
      [this.clock.now(), limit],
    );
    if (rows.length === 0) return 0;
    return this.database.affected(
      `DELETE FROM ${table} WHERE ${key} IN (${rows.map(() => '?').join(', ')})`,
      rows.map((row) => row.id),
    );
  }
}
