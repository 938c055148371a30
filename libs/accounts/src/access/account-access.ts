import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#libs/storage';
import type { Account } from '../account.js';
import { AccountRepository } from '../account.repository.js';
import { AccountNotFound, VersionConflict } from '../account-errors.js';
import type { PolicyAccess } from './policy-assignment.js';

/** What a person may have, by their own access policies. */
@Injectable()
export class AccountAccess {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
  ) {}

  /**
   * @param version that the change was decided on
   * @param also what must hold, and what is recorded, in the same transaction
   * @throws AccountNotFound, VersionConflict, and what `also` throws
   */
  set(
    id: string,
    version: number,
    { unrestricted, access_policies }: PolicyAccess,
    also: (within: Transaction) => Promise<void>,
  ): Promise<Account> {
    return this.database.transaction(async (within) => {
      await also(within);
      const before = await this.accounts.findBy('id', id, within);
      if (!before) throw new AccountNotFound();
      const after: Account = {
        ...before,
        unrestricted,
        access_policies: access_policies.length === 0 ? null : access_policies,
        version: version + 1,
      };
      if (!(await this.accounts.replace(after, version, within))) throw new VersionConflict();
      return after;
    });
  }
}
