import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Accounts } from '#libs/accounts';
import { type Client, ClientRegistry } from '#libs/clients';
import { Clock } from '#libs/clock';
import { OwnJwtVerifier } from '#libs/keys';
import type { ClaimsRequest } from '#libs/protocol';
import { hashToken } from '#libs/secrets';
import { Sweeper } from '#libs/storage';
import { isAlive, readGrant } from '../grants/grant-row.js';
import type { AccessToken } from './access-token.js';
import { AccessTokenRepository } from './access-token.repository.js';
import { type JwtAccessTokenClaims, readJwtAccessToken } from './jwt-access-token.js';

/** What a token says of itself, before its client and person are looked at. */
interface Presented {
  readonly client_id: string;
  readonly account_id: string | null;
  readonly claims: ClaimsRequest;
  readonly grant_id: string;
  readonly scope: readonly string[];
  readonly aud: readonly string[];
  readonly iat: number;
  readonly exp: number;
  readonly jti?: string;
}

/** Judges access tokens, of either format, wherever one is presented to Portico. */
@Injectable()
export class AccessTokens implements OnModuleInit {
  constructor(
    private readonly tokens: AccessTokenRepository,
    private readonly jwts: OwnJwtVerifier,
    private readonly clients: ClientRegistry,
    private readonly accounts: Accounts,
    private readonly clock: Clock,
    private readonly sweeper: Sweeper,
  ) {}

  onModuleInit(): void {
    this.sweeper.register('access_tokens', (limit) => this.tokens.removeExpired(limit));
    this.sweeper.register('revoked_access_tokens', (limit) => this.tokens.removeExpiredRevocations(limit));
  }

  /** The token, if it is good now: its own end, its grant, its client and its person are all asked. */
  async verify(token: string): Promise<AccessToken | undefined> {
    const presented = await this.read(token);
    if (!presented) return undefined;
    const client = this.clients.find(presented.client_id);
    if (client?.status !== 'enabled') return undefined;
    if (presented.account_id === null) {
      return presented.grant_id === client.machine_grant_id
        ? { ...presented, client, sub: client.client_id }
        : undefined;
    }
    const account = await this.accounts.findById(presented.account_id);
    if (account?.status !== 'enabled') return undefined;
    return { ...presented, client, account, sub: account.sub };
  }

  /** Ends one access token of this client. False when it isn't one of its own. */
  async revoke(token: string, client: Client): Promise<boolean> {
    const presented = await this.read(token);
    if (!presented) return true;
    if (presented.client_id !== client.client_id) return false;
    if (presented.jti === undefined) await this.tokens.revokeOpaque(hashToken(token));
    else await this.tokens.revokeJwt(presented.jti, presented.exp);
    return true;
  }

  private async read(token: string): Promise<Presented | undefined> {
    if (!token.includes('.')) return this.readOpaque(token);
    const claims = readJwtAccessToken(await this.jwts.verify(token, { typ: 'at+jwt' }));
    return claims && this.readJwt(claims);
  }

  private async readOpaque(token: string): Promise<Presented | undefined> {
    const row = await this.tokens.findOpaque(hashToken(token));
    const now = this.clock.now();
    if (!row || now >= row.expires_at) return undefined;
    const own = {
      client_id: row.client_id,
      account_id: row.token_account_id,
      grant_id: row.grant_id,
      scope: row.token_scope === '' ? [] : row.token_scope.split(' '),
      aud: JSON.parse(row.aud) as string[],
      iat: row.created_at,
      exp: row.expires_at,
    };
    if (row.token_account_id === null) return { ...own, claims: {} };
    if (!isGrant(row) || !isAlive(row, now)) return undefined;
    return { ...own, claims: readGrant(row).claims };
  }

  private async readJwt(claims: JwtAccessTokenClaims): Promise<Presented | undefined> {
    const own = { ...claims, scope: claims.scope === '' ? [] : claims.scope.split(' ') };
    if (claims.sub === claims.client_id) {
      return (await this.tokens.isRevokedJwt(claims.jti))
        ? undefined
        : { ...own, account_id: null, claims: {} };
    }
    const row = await this.tokens.findGrantOfJwt(claims.grant_id, claims.jti);
    if (!row || row.revoked_jti !== null || !isAlive(row, this.clock.now())) return undefined;
    return { ...own, account_id: row.account_id, claims: readGrant(row).claims };
  }
}

/** The LEFT JOIN found the grant. */
function isGrant<R extends { readonly account_id?: unknown }>(
  row: R,
): row is R & Parameters<typeof readGrant>[0] {
  return typeof row.account_id === 'string';
}
