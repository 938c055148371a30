import { Injectable } from '@nestjs/common';
import { effectiveRules } from '#libs/clients';
import { Clock } from '#libs/clock';
import { Issuer } from '#libs/config';
import { JwtSigner } from '#libs/keys';
import { formatScope } from '#libs/protocol';
import { hashToken, randomToken } from '#libs/secrets';
import type { Authorization } from '../authorization.js';
import type { AllowedAuthorization } from '../rules/issuance-rules.js';
import type { NewAccessToken } from './access-token.repository.js';
import { accessTokenClaims, accessTokenLifetime } from './access-token-claims.js';
import { audienceOf } from './audience.js';

/** An access token, and its row when it is opaque. */
export interface MintedAccessToken {
  readonly token: string;
  /** Seconds. */
  readonly expires_in: number;
  readonly row?: NewAccessToken;
}

/** Makes access tokens in the form that the client is registered for. */
@Injectable()
export class AccessTokenMint {
  constructor(
    private readonly signer: JwtSigner,
    private readonly issuer: Issuer,
    private readonly clock: Clock,
  ) {}

  async mint(authorization: AllowedAuthorization): Promise<MintedAccessToken> {
    const rules = effectiveRules(authorization.client);
    const now = this.clock.now();
    const expiresIn = accessTokenLifetime(authorization, now);
    if (rules.access_token_format === 'opaque') return this.opaque(authorization, expiresIn);
    const claims = accessTokenClaims(authorization, this.issuer, now);
    const token = await this.signer.sign(claims, {
      alg: rules.access_token_signed_response_alg,
      typ: 'at+jwt',
    });
    return { token, expires_in: expiresIn };
  }

  private opaque(
    { client, person, scope, resource = [], grant_id }: Authorization,
    expiresIn: number,
  ): MintedAccessToken {
    const token = randomToken();
    const now = this.clock.now();
    return {
      token,
      expires_in: expiresIn,
      row: {
        token_hash: hashToken(token),
        grant_id,
        client_id: client.client_id,
        account_id: person?.account.id ?? null,
        scope: formatScope(scope),
        aud: [...audienceOf(scope, resource, this.issuer)],
        created_at: now,
        expires_at: now + expiresIn,
      },
    };
  }
}
