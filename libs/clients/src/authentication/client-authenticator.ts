import { Injectable } from '@nestjs/common';
import { authenticationScheme, OAuthError, wwwAuthenticate } from '#libs/protocol';
import type { Client } from '../client.js';
import { ClientRegistry } from '../client-registry.js';
import { AuthenticatedClient } from './authenticated-client.js';
import { AuthenticationMethods } from './authentication-methods.js';
import type { ClaimedIdentity, ClientAuthenticationMethod } from './client-authentication-method.js';
import type { ClientRequest } from './client-request.js';
import type { AuthenticationMethodName } from './index.js';

/**
 * Decides which client a request comes from. RFC 6749 §2.3
 *
 * A client authenticates by the one method that it is registered for. Who only knows a client_id learns nothing:
 * unknown, disabled, wrong secret, another method, all get the same words. Who has proved to hold the credential is
 * told what else is wrong (another method is registered; which claim of the assertion).
 */
@Injectable()
export class ClientAuthenticator {
  constructor(
    private readonly clients: ClientRegistry,
    private readonly methods: AuthenticationMethods,
  ) {}

  /** @throws OAuthError invalid_client or invalid_request */
  async authenticate(request: ClientRequest): Promise<AuthenticatedClient> {
    const claim = this.methodUsedBy(request);
    const { client_id } = claim;
    const named = request.parameters.get('client_id');
    if (named !== undefined && client_id !== undefined && named !== client_id) {
      throw new OAuthError('invalid_request', 'client_id is not that of the authentication', {
        rule: 'client_authentication.one_client',
      });
    }
    return this.clients.decide(() => this.judge(request, claim));
  }

  private async judge(
    request: ClientRequest,
    { name, method, client_id }: ClaimedMethod,
  ): Promise<AuthenticatedClient> {
    const registered = client_id === undefined ? undefined : this.clients.find(client_id);
    const client = registered?.status === 'enabled' ? registered : undefined;
    const proof = await method.prove(request, client);
    if (client === undefined)
      throw refused(request, { rule: whyNoClient(registered), client_id, method: name });
    if (!proof.proved) throw refused(request, { ...proof, client_id, method: name });
    if (client.token_endpoint_auth_method !== name) {
      const description = 'the client is registered for another authentication method';
      const rule = 'client_authentication.registered_method';
      throw refused(request, { rule, description, client_id, method: name });
    }
    return new AuthenticatedClient(client, name);
  }

  /**
   * The client_id that a request claims by whichever method, before anything is proved; undefined when none can be read.
   * @throws OAuthError invalid_client or invalid_request
   */
  claimedBy(request: ClientRequest): string | undefined {
    return this.methodUsedBy(request).client_id;
  }

  /** RFC 6749 §2.3: no more than one in each request. */
  private methodUsedBy(request: ClientRequest): ClaimedMethod {
    const used = this.methods.all.flatMap(([name, method]) => {
      const claim = method.identify(request);
      return claim === undefined ? [] : [{ name, method, client_id: claim.client_id }];
    });
    const [only, second] = used;
    if (second !== undefined) {
      throw new OAuthError('invalid_request', 'use one client authentication method, not several', {
        rule: 'RFC 6749 §2.3',
      });
    }
    if (only === undefined) {
      throw new OAuthError('invalid_client', 'the request names no client', { rule: 'RFC 6749 §5.2' });
    }
    return only;
  }
}

/** A method that a request uses, and the client that it claims to come from. */
interface ClaimedMethod extends ClaimedIdentity {
  readonly name: AuthenticationMethodName;
  readonly method: ClientAuthenticationMethod;
}

interface Refusal {
  readonly rule: string;
  readonly description?: string;
  readonly cause?: unknown;
  readonly client_id: string | undefined;
  readonly method: string;
}

/**
 * RFC 6749 §5.2: 401, with a challenge when the client used the `Authorization` header. Where there is a challenge,
 * client libraries (oauth4webapi) read nothing else, so it says what the body says.
 */
function refused(
  request: ClientRequest,
  {
    rule,
    description: error_description = 'client authentication failed',
    cause,
    client_id,
    method,
  }: Refusal,
): OAuthError {
  const error = 'invalid_client';
  const challenge = wwwAuthenticate('Basic', { realm: 'Portico', error, error_description });
  const triedBasic = authenticationScheme(request.authorization) === 'basic';
  return new OAuthError(error, error_description, {
    rule,
    facts: { client_id, method },
    cause,
    ...(triedBasic ? { headers: { 'WWW-Authenticate': challenge } } : {}),
  });
}

function whyNoClient(registered: Client | undefined): string {
  return registered === undefined ? 'client_authentication.unknown_client' : 'client_authentication.disabled';
}
