import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Issuer } from '#libs/config';
import { hashToken } from '#libs/secrets';
import type { Client } from '../client.js';
import { type AssertionClaims, CLOCK_SKEW } from './assertion-claims.js';
import { claimedSubject, clientAssertion } from './client-assertion.js';
import { ClientAssertionRepository } from './client-assertion.repository.js';
import type { ClaimedIdentity, ClientAuthenticationMethod, Proof } from './client-authentication-method.js';
import { ClientKeys } from './client-keys.js';
import type { ClientRequest } from './client-request.js';
import { verifyAssertion } from './verify-assertion.js';

/** A JWT that the client signed with a key of its own. RFC 7523 §2.2, OpenID Connect Core 1.0 §9 */
@Injectable()
export class PrivateKeyJwt implements ClientAuthenticationMethod {
  static readonly credential = 'key';

  private readonly audiences: readonly string[];

  constructor(
    issuer: Issuer,
    private readonly keys: ClientKeys,
    private readonly assertions: ClientAssertionRepository,
    private readonly clock: Clock,
  ) {
    this.audiences = [issuer.url, issuer.endpoint('/oauth2/token')];
  }

  identify(request: ClientRequest): ClaimedIdentity | undefined {
    const assertion = clientAssertion(request);
    return assertion === undefined ? undefined : { client_id: claimedSubject(assertion) };
  }

  async prove(request: ClientRequest, client: Client | undefined): Promise<Proof> {
    const assertion = clientAssertion(request);
    // A client registered for another method has no say over what is fetched and spent here.
    if (assertion === undefined || client?.token_endpoint_auth_method !== 'private_key_jwt') {
      return { proved: false, rule: 'client_assertion.not_registered' };
    }
    const { audiences } = this;
    const keys = this.keys.of(client);
    const verdict = await verifyAssertion(assertion, { client, keys, audiences, now: this.clock.now() });
    return verdict.refusal ?? this.spend(client, verdict.claims);
  }

  /** RFC 7523 §3, rule 7: a `jti` is accepted once, for as long as the assertion could be. */
  private async spend({ client_id }: Client, { jti, exp }: AssertionClaims): Promise<Proof> {
    const hash = hashToken(JSON.stringify([client_id, jti]));
    if (await this.assertions.spend(hash, Math.ceil(exp) + CLOCK_SKEW)) return { proved: true };
    return {
      proved: false,
      rule: 'client_assertion.replayed',
      description: 'client_assertion: jti was used before',
    };
  }
}
