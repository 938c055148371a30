import { Injectable } from '@nestjs/common';
import { type Client, effectiveRules } from '#libs/clients';
import { Clock } from '#libs/clock';
import { hashToken, randomToken, Vault } from '#libs/secrets';
import type { IssuedRefreshToken } from '../authorization.js';
import type { RefreshTokenRow } from './refresh-token.repository.js';

const SUCCESSOR = 'refresh-token-successor';

/** Makes refresh tokens and their successors (RFC 6749 §6, RFC 9700 §4.14.2). */
@Injectable()
export class RefreshTokens {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** The first of a grant. */
  first(client: Client, grantId: string): IssuedRefreshToken {
    const now = this.clock.now();
    return this.issued(randomToken(), client, grantId, now + effectiveRules(client).refresh_token_lifetime);
  }

  /**
   * The one that follows `token`. It is derived from it by a key that only Portico has, so that a repeated request
   * gets the same one although neither is stored.
   */
  successor(token: string, row: RefreshTokenRow, client: Client): Required<IssuedRefreshToken> {
    return this.issued(this.vault.mac(SUCCESSOR, token), client, row.grant_id, row.expires_at);
  }

  /** The successor that was issued when `token` was rotated, even by a key that is no longer the current one. */
  issuedSuccessor(token: string, row: RefreshTokenRow): IssuedRefreshToken | undefined {
    const successor = this.vault.macs(SUCCESSOR, token).find((mac) => hashToken(mac) === row.successor_hash);
    return successor === undefined ? undefined : { token: successor };
  }

  private issued(
    token: string,
    client: Client,
    grantId: string,
    expiresAt: number,
  ): Required<IssuedRefreshToken> {
    const now = this.clock.now();
    return {
      token,
      row: {
        token_hash: hashToken(token),
        grant_id: grantId,
        client_id: client.client_id,
        created_at: now,
        expires_at: expiresAt,
        idle_expires_at: Math.min(expiresAt, now + effectiveRules(client).refresh_token_idle_lifetime),
      },
    };
  }
}
