import { Injectable } from '@nestjs/common';
import type { Client } from '#libs/clients';
import { OAuthError, type Parameters } from '#libs/protocol';
import { AuthorizationRequests } from '../request/authorization-requests.js';
import { AuthorizationTargets } from '../request/authorization-targets.js';
import { AuthorizationError } from '../response/authorization-error.js';
import { TICKET_PARAMETER } from '../ticket/ticket.js';
import { PushLimit } from './push-limit.js';
import { PushedRequests } from './pushed-requests.js';

/** What authenticates the client is no part of the request, and is not kept. RFC 9126 §2.1 */
const AUTHENTICATION = ['client_secret', 'client_assertion', 'client_assertion_type'];

/** Takes an authorization request from its client before the browser comes. RFC 9126 §2 */
@Injectable()
export class PushedAuthorizationEndpoint {
  constructor(
    private readonly targets: AuthorizationTargets,
    private readonly requests: AuthorizationRequests,
    private readonly pushed: PushedRequests,
    private readonly limit: PushLimit,
  ) {}

  /**
   * Refuses whatever the authorization endpoint would refuse, but answers the client itself.
   * @param ip where the client asks from
   * @throws OAuthError
   */
  async push(
    client: Client,
    sent: Parameters,
    ip: string,
  ): Promise<{ readonly request_uri: string; readonly expires_in: number }> {
    if (sent.has('request_uri')) {
      throw new OAuthError('invalid_request', 'request_uri can not be pushed', { rule: 'RFC 9126 §2.1' });
    }
    const target = await this.targets.pushing(client, sent.without(TICKET_PARAMETER, ...AUTHENTICATION));
    try {
      await this.requests.read(target);
    } catch (error) {
      throw error instanceof AuthorizationError ? asDirectAnswer(error) : error;
    }
    await this.limit.check(client, ip);
    return this.pushed.keep(client, target.effective);
  }
}

/** Never by redirect: no browser is there. RFC 9126 §2.3 */
function asDirectAnswer({ code, description, rule, facts, cause }: AuthorizationError): OAuthError {
  return new OAuthError(code, description, { rule, facts, cause });
}
