import { Injectable } from '@nestjs/common';
import { type Account, Accounts, Passwords } from '#libs/accounts';
import { AuditTrail } from '#libs/audit';
import { Database, type Statements } from '#libs/storage';
import { SetUpState } from './set-up-state.js';

export interface FirstAdministratorInput {
  readonly email: string;
  readonly name?: string;
  readonly password: string;
}

/** Makes the first owner, once in the life of a deployment. */
@Injectable()
export class FirstAdministrator {
  constructor(
    private readonly database: Database,
    private readonly state: SetUpState,
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Link, owner and the mark that never reopens: all in one transaction.
   *
   * @param endLink ends the set-up link, and throws AlreadySetUp when the link that was used is no good
   * @throws AlreadySetUp, UnusablePassword, InvalidAccount, SignInNameTaken, HasherBusy
   */
  async create(
    { email, name, password }: FirstAdministratorInput,
    endLink: (within: Statements) => Promise<void>,
  ): Promise<Account> {
    const hash = await this.passwords.hash(password, { email, name });
    const account = await this.database.transaction(async (transaction) => {
      await endLink(transaction);
      await this.state.markDone(transaction);
      const created = await this.accounts.create({ email, name, admin_role: 'owner' }, transaction);
      await this.passwords.store(created.id, hash, transaction);
      await this.audit.record(
        { type: 'set_up.completed', actor: 'system', subject: `account:${created.id}`, outcome: 'success' },
        transaction,
      );
      return created;
    });
    await this.state.publish();
    return account;
  }
}
