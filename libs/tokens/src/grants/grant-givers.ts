import { Injectable } from '@nestjs/common';
import { Accounts } from '#libs/accounts';
import type { Client } from '#libs/clients';
import { OAuthError } from '#libs/protocol';
import { Sessions } from '#libs/sessions';
import type { AuthorizedPerson } from '../authorization.js';
import { SubjectIdentifiers } from '../subject/subject-identifiers.js';
import type { LiveGrant } from './grant-row.js';

/** Finds who gave a grant. */
@Injectable()
export class GrantGivers {
  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly subjects: SubjectIdentifiers,
  ) {}

  /**
   * The person, as they are now. Signing out ends the grants of a session, but a request that was under way then may
   * have made one more: so the session is looked at again, unless the grant outlives it.
   *
   * @throws OAuthError invalid_grant when they are gone, or signed out
   */
  async find(grant: LiveGrant, client: Client): Promise<AuthorizedPerson> {
    const account = await this.accounts.findById(grant.account_id);
    if (!account) {
      throw new OAuthError('invalid_grant', 'the person is no longer known', { rule: 'account.exists' });
    }
    if (!grant.offline && !(await this.sessions.findBySid(grant.authentication.sid))) {
      throw new OAuthError('invalid_grant', 'the person has signed out', { rule: 'session.alive' });
    }
    const sub = await this.subjects.of(account, client);
    return { ...grant.authentication, account, sub, ip: grant.ip, claims: grant.claims };
  }
}
