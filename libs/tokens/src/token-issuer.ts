import { Injectable } from '@nestjs/common';
import { Database } from '#libs/storage';
import { AccessTokenRepository } from './access/access-token.repository.js';
import { AccessTokenMint, type MintedAccessToken } from './access/access-token-mint.js';
import type { Authorization } from './authorization.js';
import { IdTokenMint } from './id-token/id-token-mint.js';
import { RefreshTokenRepository } from './refresh/refresh-token.repository.js';
import type { AllowedAuthorization } from './rules/issuance-rules.js';
import { accessTokenMembers, type TokenResponse } from './token-response.js';

/** Rolls the transaction back: another attempt spent what this one presents. */
class SpentByAnother extends Error {}

/** Turns what a grant decided into tokens, at the token endpoint. */
@Injectable()
export class TokenIssuer {
  constructor(
    private readonly database: Database,
    private readonly accessTokens: AccessTokenMint,
    private readonly idTokens: IdTokenMint,
    private readonly storedAccessTokens: AccessTokenRepository,
    private readonly storedRefreshTokens: RefreshTokenRepository,
  ) {}

  /**
   * Signs, then spends and stores in one commit. Undefined when another attempt was faster: nothing is stored then,
   * and nothing of this attempt leaves.
   */
  async mint(authorization: AllowedAuthorization): Promise<TokenResponse | undefined> {
    const accessToken = await this.accessTokens.mint(authorization);
    const idToken = authorization.scope.includes('openid')
      ? await this.idTokens.mint(authorization, { access_token: accessToken.token })
      : undefined;
    if (!(await this.store(authorization, accessToken))) return undefined;
    return {
      ...accessTokenMembers(accessToken, authorization.scope),
      ...(authorization.refresh_token && { refresh_token: authorization.refresh_token.token }),
      ...(idToken && { id_token: idToken }),
    };
  }

  private async store(authorization: Authorization, accessToken: MintedAccessToken): Promise<boolean> {
    const refreshToken = authorization.refresh_token?.row;
    const spend = authorization.spend ?? (async () => true);
    if (!refreshToken && !accessToken.row) return spend(this.database);
    return this.database
      .together(async (within) => {
        if (!(await spend(within))) throw new SpentByAnother();
        if (refreshToken) await this.storedRefreshTokens.insert(refreshToken, within);
        if (accessToken.row) await this.storedAccessTokens.insert(accessToken.row, within);
        return true;
      })
      .catch((error: unknown) => {
        if (error instanceof SpentByAnother) return false;
        throw error;
      });
  }
}
