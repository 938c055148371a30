import { Injectable } from '@nestjs/common';
import { Accounts } from '#libs/accounts';
import type { Client } from '#libs/clients';
import { Clock } from '#libs/clock';
import { hashToken } from '#libs/secrets';
import { GrantRepository } from '../grants/grant.repository.js';
import { isAlive, readGrant } from '../grants/grant-row.js';
import { SubjectIdentifiers } from '../subject/subject-identifiers.js';
import { RefreshTokenRepository } from './refresh-token.repository.js';

/** A refresh token that could be used now. */
export interface LiveRefreshToken {
  readonly grant_id: string;
  readonly sub: string;
  readonly scope: readonly string[];
  /** Epoch seconds. */
  readonly iat: number;
  /** Epoch seconds; the earlier of idle and absolute end. */
  readonly exp: number;
}

/** What introspection and revocation ask of refresh tokens. */
@Injectable()
export class RefreshTokenState {
  constructor(
    private readonly tokens: RefreshTokenRepository,
    private readonly grants: GrantRepository,
    private readonly accounts: Accounts,
    private readonly subjects: SubjectIdentifiers,
    private readonly clock: Clock,
  ) {}

  async find(token: string, client: Client): Promise<LiveRefreshToken | undefined> {
    const row = await this.tokens.find(hashToken(token));
    const now = this.clock.now();
    if (!row || row.client_id !== client.client_id || row.rotated_at_ms !== null) return undefined;
    if (!isAlive(row, now) || now >= row.idle_expires_at || now >= row.expires_at) return undefined;
    const account = await this.accounts.findById(row.account_id);
    if (account?.status !== 'enabled') return undefined;
    return {
      grant_id: row.grant_id,
      sub: await this.subjects.of(account, client),
      scope: readGrant(row).scope,
      iat: row.created_at,
      exp: row.idle_expires_at,
    };
  }

  /** Ends the grant of a refresh token. `unknown`: no such token; `foreign`: another client's. */
  async revoke(token: string, client: Client): Promise<'revoked' | 'unknown' | 'foreign'> {
    const row = await this.tokens.find(hashToken(token));
    if (!row) return 'unknown';
    if (row.client_id !== client.client_id) return 'foreign';
    await this.grants.revoke(row.grant_id);
    return 'revoked';
  }
}
