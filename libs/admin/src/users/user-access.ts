import { Injectable } from '@nestjs/common';
import { Consents } from '#libs/authorization';
import { Sessions } from '#libs/sessions';
import type { Statements } from '#libs/storage';
import { Grants } from '#libs/tokens';

/** What a person's sign-ins have opened, for them and for clients, and how it ends. */
@Injectable()
export class UserAccess {
  constructor(
    private readonly sessions: Sessions,
    private readonly grants: Grants,
    private readonly consents: Consents,
  ) {}

  /** Signs the person out everywhere: what clients hold for offline use stays. */
  async endSessions(accountId: string, within?: Statements): Promise<void> {
    await this.sessions.endAllOf(accountId, within);
  }

  /** Every session, and everything that clients were given, for offline use too. What was agreed to stays. */
  async end(accountId: string): Promise<void> {
    await this.sessions.endAllOf(accountId);
    await this.grants.revokeOf({ account_id: accountId });
  }

  /** Follows when the person is deleted: the rows go, and what was agreed to with them. */
  async erase(accountId: string): Promise<void> {
    await this.grants.deleteOfAccount(accountId);
    await this.consents.forgetAccount(accountId);
  }
}
