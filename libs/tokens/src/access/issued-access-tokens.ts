import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { OwnJwtVerifier } from '#libs/keys';
import { type ClaimsRequest, parseScope } from '#libs/protocol';
import { hashToken } from '#libs/secrets';
import { isAlive, readGrant } from '../grants/grant-row.js';
import { AccessTokenRepository } from './access-token.repository.js';
import { type JwtAccessTokenClaims, readJwtAccessToken } from './jwt-access-token.js';

/** An access token of ours that has not ended, before its client and its person are looked at. */
export interface IssuedAccessToken {
  readonly client_id: string;
  /** Null for a token that a client holds for itself. */
  readonly account_id: string | null;
  readonly claims: ClaimsRequest;
  readonly grant_id: string;
  readonly scope: readonly string[];
  readonly aud: readonly string[];
  readonly iat: number;
  readonly exp: number;
  /** Of a JWT. */
  readonly jti?: string;
}

/** Recognises the access tokens that Portico issued, in either format. */
@Injectable()
export class IssuedAccessTokens {
  constructor(
    private readonly tokens: AccessTokenRepository,
    private readonly jwts: OwnJwtVerifier,
    private readonly clock: Clock,
  ) {}

  /** Undefined when it is none, past its end, revoked, or its grant is. */
  async find(token: string): Promise<IssuedAccessToken | undefined> {
    if (!token.includes('.')) return this.opaque(token);
    const claims = readJwtAccessToken(await this.jwts.verify(token, { typ: 'at+jwt' }));
    return claims && this.jwt(claims);
  }

  private async opaque(token: string): Promise<IssuedAccessToken | undefined> {
    const row = await this.tokens.findOpaque(hashToken(token));
    const now = this.clock.now();
    if (!row || now >= row.expires_at) return undefined;
    const own = {
      client_id: row.client_id,
      account_id: row.token_account_id,
      grant_id: row.grant_id,
      scope: parseScope(row.token_scope),
      aud: JSON.parse(row.aud) as string[],
      iat: row.created_at,
      exp: row.expires_at,
    };
    if (row.token_account_id === null) return { ...own, claims: {} };
    if (!isGrant(row) || !isAlive(row, now)) return undefined;
    return { ...own, claims: readGrant(row).claims };
  }

  private async jwt(own: JwtAccessTokenClaims): Promise<IssuedAccessToken | undefined> {
    if (own.sub === own.client_id) {
      const revoked = await this.tokens.isRevokedJwt(own.jti);
      return revoked ? undefined : { ...own, account_id: null, claims: {} };
    }
    const row = await this.tokens.findGrantOfJwt(own.grant_id, own.jti);
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
