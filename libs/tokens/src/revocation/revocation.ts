import { Injectable } from '@nestjs/common';
import type { Client } from '#libs/clients';
import { OAuthError } from '#libs/protocol';
import { AccessTokens } from '../access/access-tokens.js';
import { RefreshTokenState } from '../refresh/refresh-token-state.js';

/** Lets a client give a token back. RFC 7009 */
@Injectable()
export class Revocation {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokenState,
  ) {}

  /**
   * A refresh token takes its whole grant with it, an access token only itself. An unknown token is no error: it
   * is as good as revoked (RFC 7009 §2.2). The hint is not needed to find the token, so it is not read.
   */
  async revoke(token: string, client: Client): Promise<void> {
    const refresh = token.includes('.') ? 'unknown' : await this.refreshTokens.revoke(token, client);
    if (refresh === 'revoked') return;
    if (refresh === 'unknown' && (await this.accessTokens.revoke(token, client))) return;
    throw new OAuthError('invalid_grant', 'the token was issued to another client', {
      rule: 'RFC 7009 §2.1',
    });
  }
}
