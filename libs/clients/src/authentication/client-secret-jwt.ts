import { createSecretKey } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import type { Client } from '../client.js';
import { SealedSecrets } from '../secrets/sealed-secrets.js';
import { validSecrets } from '../secrets/valid-secrets.js';
import { claimedAlgorithm, claimedSubject, clientAssertion } from './client-assertion.js';
import { ClientAssertions } from './client-assertions.js';
import type { ClaimedIdentity, ClientAuthenticationMethod, Proof } from './client-authentication-method.js';
import type { ClientRequest } from './client-request.js';
import { HMAC_ALGORITHMS, isHmacAlgorithm } from './hmac-algorithms.js';

/** A JWT that the client signed with its secret, which so never travels. OpenID Connect Core 1.0 §9 */
@Injectable()
export class ClientSecretJwt implements ClientAuthenticationMethod {
  static readonly credential = 'sealed_secret';

  constructor(
    private readonly sealed: SealedSecrets,
    private readonly assertions: ClientAssertions,
    private readonly clock: Clock,
  ) {}

  identify(request: ClientRequest): ClaimedIdentity | undefined {
    const assertion = clientAssertion(request);
    if (assertion === undefined || !isHmacAlgorithm(claimedAlgorithm(assertion))) return undefined;
    return { client_id: claimedSubject(assertion) };
  }

  /** While a rotation is under way, either secret may have signed. */
  async prove(request: ClientRequest, client: Client | undefined): Promise<Proof> {
    const assertion = clientAssertion(request);
    if (assertion === undefined || client?.token_endpoint_auth_method !== 'client_secret_jwt') {
      return { proved: false, rule: 'client_assertion.not_registered' };
    }
    let proof: Proof = { proved: false, rule: 'client_assertion.signature' };
    for (const { sealed_secret } of validSecrets(client, this.clock.now())) {
      if (sealed_secret === null) continue;
      const key = createSecretKey(await this.sealed.open(sealed_secret), 'utf8');
      const signing = { keys: async () => key, algorithms: HMAC_ALGORITHMS };
      proof = await this.assertions.accept(assertion, client, signing);
      if (proof.proved || proof.rule !== 'client_assertion.signature') return proof;
    }
    return proof;
  }
}
