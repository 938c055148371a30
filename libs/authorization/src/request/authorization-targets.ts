import { Injectable } from '@nestjs/common';
import { type Client, ClientRegistry } from '#libs/clients';
import { describeRedirectUriDifference, matchRedirectUri, OAuthError, type Parameters } from '#libs/protocol';
import { type EffectiveRequest, EffectiveRequests } from '../request-object/effective-requests.js';
import { TICKET_PARAMETER } from '../ticket/ticket.js';
import type { AuthorizationTarget } from './authorization-target.js';
import { UntrustedRequestError } from './untrusted-request-error.js';

/** Finds out where the answer to an authorization request may go, or that it may go nowhere. */
@Injectable()
export class AuthorizationTargets {
  constructor(
    private readonly clients: ClientRegistry,
    private readonly requests: EffectiveRequests,
  ) {}

  /**
   * Client known and enabled, and redirect_uri exactly registered. RFC 9700 §2.1, RFC 6749 §4.1.2.1
   *
   * @param ticket as it was written; what a request names may have expired since it arrived
   * @throws UntrustedRequestError for the person's eyes only: nothing is sent to a URI that did not pass
   */
  async find(sent: Parameters, ticket = sent.getAll(TICKET_PARAMETER)[0]): Promise<AuthorizationTarget> {
    const parameters = sent.without(TICKET_PARAMETER);
    return this.clients.decide(async () => {
      const client = this.clientOf(parameters);
      return match(client, await this.requests.of(parameters, client, ticket));
    });
  }

  /** The same for a request that its client pushes. RFC 9126 §2.1 @throws UntrustedRequestError */
  async pushing(client: Client, parameters: Parameters): Promise<AuthorizationTarget> {
    const request = await this.requests.ofPushing(parameters, client);
    return this.clients.decide(() => match(this.clients.find(client.client_id) ?? client, request));
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

/**
 * The effective redirect_uri decides. Of a request whose object can't be used, that is the one sent beside it, if any.
 * RFC 9101 §6.3
 */
function match(client: Client, request: EffectiveRequest): AuthorizationTarget {
  const { effective, problem } = request;
  const presented = readOnce(effective, 'redirect_uri');
  const verdict = matchRedirectUri(presented, client.redirect_uris, client.application_type, {
    allowMissing: !problem && !effective.getAll('scope').some((scope) => scope.split(' ').includes('openid')),
  });
  if (verdict.matched) return { client, redirect_uri: verdict.matched, ...request };
  if (problem) throw unusable(client, request.parameters, problem);
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

/** Tells the person which parameter names what can't be used. */
function unusable(client: Client, sent: Parameters, problem: OAuthError): UntrustedRequestError {
  const { code, description, rule, facts } = problem;
  return new UntrustedRequestError(sent.has('request') ? 'request' : 'request_uri', {
    code,
    description,
    rule,
    facts,
    client_id: client.client_id,
  });
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
