import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { authenticationScheme, parseBasicCredentials } from '#libs/protocol';
import type { Client } from '../client.js';
import { checkSecret } from './check-secret.js';
import type { ClaimedIdentity, ClientAuthenticationMethod, Proof } from './client-authentication-method.js';
import type { ClientRequest } from './client-request.js';

/** The id and the secret in the `Authorization` header. RFC 6749 §2.3.1 */
@Injectable()
export class ClientSecretBasic implements ClientAuthenticationMethod {
  static readonly credential = 'secret';

  constructor(private readonly clock: Clock) {}

  identify({ authorization }: ClientRequest): ClaimedIdentity | undefined {
    if (authenticationScheme(authorization) !== 'basic') return undefined;
    return { client_id: parseBasicCredentials(authorization)?.client_id };
  }

  prove({ authorization }: ClientRequest, client: Client | undefined): Proof {
    const presented = parseBasicCredentials(authorization)?.client_secret ?? '';
    return checkSecret(client, presented, this.clock.now());
  }
}
