import { Injectable } from '@nestjs/common';
import { type Account, Accounts, OneTimeTokens, Passwords } from '#libs/accounts';
import { AuditTrail } from '#libs/audit';
import { Database } from '#libs/storage';

/** Where a request came from, for the record. */
interface RequestTrace {
  readonly ip: string;
  readonly id: string;
}

/** The links by which people choose their first password, or a new one. */
@Injectable()
export class Invitations {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly tokens: OneTimeTokens,
    private readonly passwords: Passwords,
    private readonly audit: AuditTrail,
  ) {}

  /** Whom the link is for, while it is good. */
  async invited(token: string | undefined): Promise<Account | undefined> {
    const found = token ? await this.tokens.peek('invitation', token) : undefined;
    if (!found?.account_id) return undefined;
    const account = await this.accounts.findById(found.account_id);
    return account?.status === 'enabled' ? account : undefined;
  }

  /**
   * Spends the link and sets the password, in one transaction. False: another was faster.
   *
   * @throws UnusablePassword, HasherBusy
   */
  async accept(account: Account, token: string, password: string, trace: RequestTrace): Promise<boolean> {
    const hash = await this.passwords.hash(password, account);
    return this.database.transaction(async (transaction) => {
      if (!(await this.tokens.spend('invitation', token, transaction))) return false;
      await this.passwords.store(account.id, hash, transaction);
      const self = `account:${account.id}`;
      await this.audit.record(
        {
          type: 'invitation.accepted',
          actor: self,
          subject: self,
          ip: trace.ip,
          request_id: trace.id,
          outcome: 'success',
        },
        transaction,
      );
      return true;
    });
  }
}
