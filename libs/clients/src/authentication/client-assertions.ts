import { Injectable } from '@nestjs/common';
import type { JWTVerifyGetKey } from 'jose';
import { Clock } from '#libs/clock';
import { Issuer } from '#libs/config';
import { hashToken } from '#libs/secrets';
import type { Client } from '../client.js';
import { effectiveRules } from '../rules/effective-rules.js';
import { type AssertionClaims, CLOCK_SKEW } from './assertion-claims.js';
import { ClientAssertionRepository } from './client-assertion.repository.js';
import type { Proof } from './client-authentication-method.js';
import { verifyAssertion } from './verify-assertion.js';

/** What a method accepts signatures of. */
export interface AssertionSigning {
  readonly keys: JWTVerifyGetKey;
  /** By the method; the client's registered one narrows it to that one. */
  readonly algorithms: readonly string[];
}

/** What all methods that present an assertion have in common: whom it is for, until when, and that it counts once. */
@Injectable()
export class ClientAssertions {
  private readonly issuer: readonly string[];
  private readonly endpoints: readonly string[];

  constructor(
    issuer: Issuer,
    private readonly assertions: ClientAssertionRepository,
    private readonly clock: Clock,
  ) {
    this.issuer = [issuer.url];
    this.endpoints = ['/oauth2/token', '/oauth2/par'].map((path) => issuer.endpoint(path));
  }

  /** Whether the client signed this for Portico and for now, and it was not used before. RFC 7523 §3 */
  async accept(assertion: string, client: Client, signing: AssertionSigning): Promise<Proof> {
    const verdict = await verifyAssertion(assertion, {
      client_id: client.client_id,
      keys: signing.keys,
      algorithms: allowedAlgorithms(client, signing.algorithms),
      audiences: this.audiences(client),
      now: this.clock.now(),
    });
    return verdict.refusal ?? this.spend(client, verdict.claims);
  }

  /** RFC 7523 §3, rule 3; RFC 9126 §2 for the endpoint where requests are pushed. */
  private audiences(client: Client): readonly string[] {
    const { client_assertion_audience } = effectiveRules(client);
    return client_assertion_audience === 'issuer' ? this.issuer : [...this.issuer, ...this.endpoints];
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

/** The registered one; else all of the method, of which the key's own type leaves those that fit it. RFC 8725 §3.1 */
function allowedAlgorithms(
  { token_endpoint_auth_signing_alg: registered }: Client,
  algorithms: readonly string[],
): readonly string[] {
  return registered === null ? algorithms : algorithms.filter((algorithm) => algorithm === registered);
}
