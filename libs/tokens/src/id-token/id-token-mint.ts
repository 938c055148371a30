import { Injectable } from '@nestjs/common';
import { userClaims } from '#libs/accounts';
import { effectiveRules } from '#libs/clients';
import { Clock } from '#libs/clock';
import { Issuer } from '#libs/config';
import { JwtSigner } from '#libs/keys';
import { requestedClaims } from '#libs/protocol';
import type { Authorization } from '../authorization.js';
import { leftHalfHash } from './token-hash.js';

/** Seconds. It says what happened at sign-in, so that a client needs it for a moment only. */
const LIFETIME = 3600;

/** Makes ID tokens. OpenID Connect Core 1.0 §2 */
@Injectable()
export class IdTokenMint {
  constructor(
    private readonly signer: JwtSigner,
    private readonly issuer: Issuer,
    private readonly clock: Clock,
  ) {}

  /** Undefined when no person is behind the authorization. */
  async mint({ client, person, scope }: Authorization, accessToken: string): Promise<string | undefined> {
    if (!person) return undefined;
    const alg = effectiveRules(client).id_token_signed_response_alg;
    const now = this.clock.now();
    const claims = {
      ...userClaims(person.account, requestedClaims(scope, person.claims, 'id_token')),
      iss: this.issuer.url,
      sub: person.sub,
      aud: client.client_id,
      iat: now,
      exp: now + LIFETIME,
      auth_time: person.auth_time,
      amr: person.amr,
      sid: person.sid,
      at_hash: leftHalfHash(accessToken, alg),
      ...(person.acr && { acr: person.acr }),
      ...(person.nonce !== undefined && { nonce: person.nonce }),
    };
    return this.signer.sign(claims, { alg, typ: 'JWT' });
  }
}
