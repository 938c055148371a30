import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database, type Statements } from '#libs/storage';
import {
  type Account,
  type AccountChanges,
  applyChanges,
  isActiveOwner,
  rolesGained,
  stopsBeingOwner,
  whatChanged,
} from './account.js';
import { AccountRepository } from './account.repository.js';
import { AccountErasure } from './account-erasure.repository.js';
import { AccountNotFound, InvalidAccount, LastOwner, VersionConflict } from './account-errors.js';
import { accountProblems } from './account-rules.js';
import { SignInNameRepository } from './sign-in-name.repository.js';
import { signInNamesOf } from './sign-in-names-of.js';

/** What is done in the transaction of a change, with the person as they are after it. */
export type AccountFollower = (after: Account, within: Statements) => Promise<unknown>;

/** Changes and ends a person, each in one transaction that fails when somebody else was quicker. */
@Injectable()
export class AccountChange {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly accounts: AccountRepository,
    private readonly names: SignInNameRepository,
    private readonly erasure: AccountErasure,
  ) {}

  /** @param before as it was read; the change is made only if the row still has `version`, and `before` had it */
  async apply(
    before: Account,
    version: number,
    changes: AccountChanges,
    following?: AccountFollower,
  ): Promise<Account> {
    const problems = accountProblems(changes);
    if (problems.length > 0) throw new InvalidAccount(problems);
    if (before.version !== version) throw new VersionConflict();
    const after = applyChanges(before, changes);
    const changed = whatChanged(before, after);
    if (changed.fields.length === 0) return before;
    const next: Account = {
      ...after,
      version: version + 1,
      updated_at: changed.profile ? this.clock.now() : before.updated_at,
    };
    return this.database.transaction(async (tx) => {
      const owners = stopsBeingOwner(before, next) ? await this.accounts.lockOwners(tx) : undefined;
      if (!(await this.accounts.replace(next, version, tx))) throw new VersionConflict();
      if (owners !== undefined && owners < 2) throw new LastOwner();
      await this.names.swap(next.id, signInNamesOf(before), signInNamesOf(next), tx);
      const changedTo = await this.accounts.restrictByRoles(next, rolesGained(before, next), tx);
      await following?.(changedTo, tx);
      return changedTo;
    });
  }

  /** @param ending what must end with the person, in the same transaction, in which they are still there */
  async erase(account: Account, version: number, ending?: (within: Statements) => Promise<unknown>) {
    if (account.version !== version) throw new VersionConflict();
    await this.database.transaction(async (tx) => {
      const owners = isActiveOwner(account) ? await this.accounts.lockOwners(tx) : undefined;
      await ending?.(tx);
      if (!(await this.erasure.erase(account, tx))) {
        throw (await this.accounts.findBy('id', account.id, tx))
          ? new VersionConflict()
          : new AccountNotFound();
      }
      if (owners !== undefined && owners < 2) throw new LastOwner();
    });
  }
}
