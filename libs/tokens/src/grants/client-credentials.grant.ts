import { Injectable } from '@nestjs/common';
import { type Client, isPublic } from '#libs/clients';
import { formatScope, OAuthError, type Parameters, parseScope, STANDARD_SCOPES } from '#libs/protocol';
import type { Authorization } from '../authorization.js';
import { requestedScope } from '../rules/requested-scope.js';
import type { Grant } from './grant.js';

const OF_A_PERSON = new Set<string>(STANDARD_SCOPES);

/** The client acts for itself. RFC 6749 §4.4 */
@Injectable()
export class ClientCredentialsGrant implements Grant {
  static readonly type = 'client_credentials';
  readonly type = ClientCredentialsGrant.type;

  async decide(parameters: Parameters, client: Client): Promise<Authorization> {
    if (isPublic(client)) {
      throw new OAuthError('unauthorized_client', 'a client must authenticate to act for itself', {
        rule: 'RFC 6749 §4.4',
      });
    }
    const asked = parameters.get('scope') ?? ownDefaultScope(client);
    const scope = requestedScope(asked, client, { unknown: 'refused' });
    if (scope.some((value) => OF_A_PERSON.has(value))) {
      throw new OAuthError('invalid_scope', 'scope asks for what only a person can give', {
        rule: 'RFC 6749 §4.4',
        facts: { only_with_a_person: STANDARD_SCOPES },
      });
    }
    return { client, grant_id: client.machine_grant_id, scope };
  }
}

/** A client that signs people in too has a default for both: the part that needs nobody is its own. */
function ownDefaultScope({ default_scope }: Client): string {
  return formatScope(parseScope(default_scope ?? '').filter((value) => !OF_A_PERSON.has(value)));
}
