import { Injectable } from '@nestjs/common';
import type { Client } from '#libs/clients';
import { OAuthError, type Parameters, STANDARD_SCOPES } from '#libs/protocol';
import type { Authorization } from '../authorization.js';
import { requestedScope } from '../rules/requested-scope.js';
import type { Grant } from './grant.js';

const OF_A_PERSON = new Set<string>(STANDARD_SCOPES);

/** The client acts for itself. RFC 6749 §4.4 */
@Injectable()
export class ClientCredentialsGrant implements Grant {
  readonly type = 'client_credentials';

  async decide(parameters: Parameters, client: Client): Promise<Authorization> {
    const scope = requestedScope(parameters.get('scope'), client, { unknown: 'refused' });
    if (scope.some((value) => OF_A_PERSON.has(value))) {
      throw new OAuthError('invalid_scope', 'scope asks for what only a person can give', {
        rule: 'RFC 6749 §4.4',
        facts: { only_with_a_person: STANDARD_SCOPES },
      });
    }
    return { client, grant_id: client.machine_grant_id, scope };
  }
}
