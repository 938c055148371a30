import { Injectable } from '@nestjs/common';
import { authenticationScheme } from '#libs/protocol';
import { type Client, isPublic } from '../client.js';
import type { ClaimedIdentity, ClientAuthenticationMethod, Proof } from './client-authentication-method.js';
import type { ClientRequest } from './client-request.js';

/** What the other methods put into a form. */
const CREDENTIALS = ['client_secret', 'client_assertion', 'client_assertion_type'];

/**
 * A public client says only its name; PKCE binds its code to it. RFC 6749 §2.1 and §3.2.1. A client that is
 * registered for another method gets nowhere with this one.
 */
@Injectable()
export class None implements ClientAuthenticationMethod {
  static readonly credential = 'none';

  identify({ authorization, parameters }: ClientRequest): ClaimedIdentity | undefined {
    if (!parameters.has('client_id')) return undefined;
    if (authenticationScheme(authorization) === 'basic') return undefined;
    if (CREDENTIALS.some((name) => parameters.has(name))) return undefined;
    return { client_id: parameters.get('client_id') };
  }

  prove(_request: ClientRequest, client: Client | undefined): Proof {
    if (client !== undefined && isPublic(client)) return { proved: true };
    return { proved: false, rule: 'client_authentication.none' };
  }
}
