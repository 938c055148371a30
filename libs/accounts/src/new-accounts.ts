import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { AccessSettings } from '#libs/config';
import { SUBJECT_BYTES } from '#libs/protocol';
import { randomToken } from '#libs/secrets';
import { Database, type Statements } from '#libs/storage';
import { type Account, type NewAccount, newAccount } from './account.js';
import { AccountRepository } from './account.repository.js';
import { InvalidAccount } from './account-errors.js';
import { accountProblems } from './account-rules.js';
import { SignInNameRepository } from './sign-in-name.repository.js';
import { signInNamesOf } from './sign-in-names-of.js';

/** How people come to be. */
@Injectable()
export class NewAccounts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly access: AccessSettings,
    private readonly accounts: AccountRepository,
    private readonly names: SignInNameRepository,
  ) {}

  /** @throws InvalidAccount, SignInNameTaken, SubjectTaken */
  async add(given: NewAccount, within?: Statements): Promise<Account> {
    const problems = accountProblems(given);
    if (problems.length > 0) throw new InvalidAccount(problems);
    const account = newAccount(given, {
      id: randomUUID(),
      sub: randomToken(SUBJECT_BYTES),
      now: this.clock.now(),
      unrestricted: this.access.unrestricted || given.admin_role === 'owner',
    });
    const add = async (statements: Statements) => {
      await this.accounts.insert(account, statements);
      await this.names.swap(account.id, [], signInNamesOf(account), statements);
      return this.accounts.restrictByRoles(account, account.roles, statements);
    };
    return within ? add(within) : this.database.transaction(add);
  }
}
