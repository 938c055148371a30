import { Injectable } from '@nestjs/common';
import { type Client, ClientRegistry } from '#libs/clients';
import { describeRedirectUriDifference, matchRedirectUri, OAuthError, type Parameters } from '#libs/protocol';
import { TICKET_PARAMETER } from '../ticket/ticket.js';
import type { AuthorizationTarget } from './authorization-target.js';
import { UntrustedRequestError } from './untrusted-request-error.js';

/** Finds out where the answer to an authorization request may go, or that it may go nowhere. */
@Injectable()
export class AuthorizationTargets {
  constructor(private readonly clients: ClientRegistry) {}

  /**
   * Client known and enabled, and redirect_uri exactly registered. RFC 9700 §2.1, RFC 6749 §4.1.2.1
   *
   * @throws UntrustedRequestError for the person's eyes only: nothing is sent to a URI that did not pass
   */
  find(sent: Parameters): AuthorizationTarget {
    const parameters = sent.without(TICKET_PARAMETER);
    const client = this.clientOf(parameters);
    const presented = readOnce(parameters, 'redirect_uri');
    const verdict = matchRedirectUri(presented, client.redirect_uris, client.application_type, {
      allowMissing: !parameters.getAll('scope').some((scope) => scope.split(' ').includes('openid')),
    });
    if (verdict.matched) return { client, redirect_uri: verdict.matched, parameters };
    throw new UntrustedRequestError('redirect_uri', {
      code: 'invalid_request',
      description:
        verdict.refused === 'missing'
          ? 'redirect_uri is missing'
          : 'redirect_uri is not one that is registered for this client',
      rule: 'redirect_uri.exact_match',
      facts: {
        ...verdict.facts,
        kind: verdict.facts.difference,
        difference: describeRedirectUriDifference(verdict.facts),
      },
      client_id: client.client_id,
    });
  }

  private clientOf(parameters: Parameters): Client {
    const clientId = readOnce(parameters, 'client_id');
    if (clientId === undefined) {
      throw new UntrustedRequestError('client_id', {
        code: 'invalid_request',
        description: 'client_id is missing',
        rule: 'client.known',
      });
    }
    const client = this.clients.find(clientId);
    if (!client) {
      throw new UntrustedRequestError('client_id', {
        code: 'invalid_client',
        description: 'no client is registered with this client_id',
        rule: 'client.known',
        facts: { presented: clientId.slice(0, 128) },
      });
    }
    if (client.status !== 'enabled') {
      throw new UntrustedRequestError('client_id', {
        code: 'unauthorized_client',
        description: 'this client is disabled',
        rule: 'client.enabled',
        client_id: client.client_id,
      });
    }
    return client;
  }
}

/** A repeated parameter never matches. */
function readOnce(parameters: Parameters, name: 'client_id' | 'redirect_uri'): string | undefined {
  try {
    return parameters.get(name);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    throw new UntrustedRequestError(name, {
      code: error.code,
      description: error.description,
      rule: error.rule,
    });
  }
}
