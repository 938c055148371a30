import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import type { Client } from '../client.js';
import { checkSecret } from './check-secret.js';
import type { ClaimedIdentity, ClientAuthenticationMethod, Proof } from './client-authentication-method.js';
import type { ClientRequest } from './client-request.js';

/** The id and the secret in the form body. RFC 6749 §2.3.1 */
@Injectable()
export class ClientSecretPost implements ClientAuthenticationMethod {
  static readonly credential = 'secret';

  constructor(private readonly clock: Clock) {}

  identify({ parameters }: ClientRequest): ClaimedIdentity | undefined {
    return parameters.has('client_secret') ? { client_id: parameters.get('client_id') } : undefined;
  }

  prove({ parameters }: ClientRequest, client: Client | undefined): Proof {
    return checkSecret(client, parameters.get('client_secret') ?? '', this.clock.now());
  }
}
