import { Injectable } from '@nestjs/common';
import { SIGNING_ALGORITHMS } from '#libs/protocol';
import type { Client } from '../client.js';
import { claimedAlgorithm, claimedSubject, clientAssertion } from './client-assertion.js';
import { ClientAssertions } from './client-assertions.js';
import type { ClaimedIdentity, ClientAuthenticationMethod, Proof } from './client-authentication-method.js';
import { ClientKeys } from './client-keys.js';
import type { ClientRequest } from './client-request.js';
import { isHmacAlgorithm } from './hmac-algorithms.js';

/** A JWT that the client signed with a key of its own. RFC 7523 §2.2, OpenID Connect Core 1.0 §9 */
@Injectable()
export class PrivateKeyJwt implements ClientAuthenticationMethod {
  static readonly credential = 'key';

  constructor(
    private readonly keys: ClientKeys,
    private readonly assertions: ClientAssertions,
  ) {}

  identify(request: ClientRequest): ClaimedIdentity | undefined {
    const assertion = clientAssertion(request);
    if (assertion === undefined || isHmacAlgorithm(claimedAlgorithm(assertion))) return undefined;
    return { client_id: claimedSubject(assertion) };
  }

  async prove(request: ClientRequest, client: Client | undefined): Promise<Proof> {
    const assertion = clientAssertion(request);
    // A client registered for another method has no say over what is fetched and spent here.
    if (assertion === undefined || client?.token_endpoint_auth_method !== 'private_key_jwt') {
      return { proved: false, rule: 'client_assertion.not_registered' };
    }
    const keys = this.keys.of(client);
    return this.assertions.accept(assertion, client, { keys, algorithms: SIGNING_ALGORITHMS });
  }
}
