import { Injectable } from '@nestjs/common';
import { effectiveRules } from '#libs/clients';
import { Clock } from '#libs/clock';
import { Issuer } from '#libs/config';
import { JwtSigner } from '#libs/keys';
import { formatScope } from '#libs/protocol';
import { hashToken, randomToken } from '#libs/secrets';
import { type Authorization, subjectOf } from '../authorization.js';
import type { AllowedAuthorization } from '../rules/index.js';
import type { NewAccessToken } from './access-token.repository.js';
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
    const { expires_at = Number.POSITIVE_INFINITY } = authorization;
    const expiresIn = Math.min(rules.access_token_lifetime, expires_at - this.clock.now());
    if (rules.access_token_format === 'opaque') return this.opaque(authorization, expiresIn);
    const claims = this.claims(authorization, expiresIn);
    const token = await this.signer.sign(claims, {
      alg: rules.access_token_signed_response_alg,
      typ: 'at+jwt',
    });
    return { token, expires_in: expiresIn };
  }

  /** RFC 9068 §2.2; `grant_id` is Portico's own, so that revoking the grant ends the token where Portico is asked. */
  private claims(authorization: Authorization, expiresIn: number): Record<string, unknown> {
    const { client, person, scope } = authorization;
    const now = this.clock.now();
    const audience = audienceOf(scope, authorization.resource ?? [], this.issuer);
    return {
      iss: this.issuer.url,
      sub: subjectOf(authorization),
      aud: audience.length === 1 ? audience[0] : audience,
      client_id: client.client_id,
      iat: now,
      exp: now + expiresIn,
      jti: randomToken(16),
      ...(scope.length > 0 && { scope: formatScope(scope) }),
      grant_id: authorization.grant_id,
      ...(person && { auth_time: person.auth_time }),
      ...(person?.acr && { acr: person.acr }),
      ...(person && { amr: person.amr }),
    };
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
