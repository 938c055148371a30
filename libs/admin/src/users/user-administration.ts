import { Injectable } from '@nestjs/common';
import { type Account, AccountNotFound, type AccountStatus, Accounts, PatchUserDto } from '#libs/accounts';
import type { Statements } from '#libs/storage';
import type { Administrator } from '../access/administrator.js';
import type { Precondition } from '../preconditions/precondition.js';
import { ClosedSchemaPipe } from '../validation/closed-schema.pipe.js';
import { changedFields, mergedChanges } from './merged-changes.js';
import { UserAccess } from './user-access.js';
import { UserAudit } from './user-audit.js';

/** What administrators do to people; nobody to a person who may what they may not. */
@Injectable()
export class UserAdministration {
  private readonly schema = new ClosedSchemaPipe();

  constructor(
    private readonly accounts: Accounts,
    private readonly access: UserAccess,
    private readonly audit: UserAudit,
  ) {}

  /** @throws AccountNotFound */
  async find(id: string): Promise<Account> {
    const account = await this.accounts.findById(id);
    if (!account) throw new AccountNotFound();
    return account;
  }

  /** The person, if they may be changed by this administrator. @throws AccountNotFound, ProblemError not_permitted */
  async findChangeable(id: string, by: Administrator): Promise<Account> {
    const account = await this.find(id);
    by.assertMayChange(account);
    return account;
  }

  /** @param patch a JSON merge patch (RFC 7396), as it was sent */
  async patch(id: string, patch: object, precondition: Precondition, by: Administrator): Promise<Account> {
    return this.change(id, precondition, by, async (before) => {
      const changes = await this.schema.check(PatchUserDto, mergedChanges(before, { ...patch }));
      if (changes.admin_role !== undefined) by.assertMayGrant(changes.admin_role);
      const after = await this.accounts.patch(id, before.version, changes, (changed, tx) =>
        this.recordUpdate(before, changed, by, tx),
      );
      return this.signedOutIfDisabled(after);
    });
  }

  setStatus(
    id: string,
    status: AccountStatus,
    precondition: Precondition,
    by: Administrator,
  ): Promise<Account> {
    return this.change(id, precondition, by, async (before) => {
      const after = await this.accounts.patch(id, before.version, { status }, (_, tx) =>
        this.audit.record(`account.${status}`, id, by, undefined, tx),
      );
      return this.signedOutIfDisabled(after);
    });
  }

  /** With them end their sessions, and all that they had allowed. Their `sub` is never used again. */
  async delete(id: string, precondition: Precondition, by: Administrator): Promise<void> {
    await this.change(id, precondition, by, ({ version }) =>
      this.accounts.delete(id, version, async (tx) => {
        await this.access.endSessions(id, tx);
        await this.audit.record('account.deleted', id, by, undefined, tx);
      }),
    );
    await this.access.erase(id);
  }

  /** Their sessions are of no use, whatever becomes of them; but this is when clients must hear of it. */
  private async signedOutIfDisabled(account: Account): Promise<Account> {
    if (account.status === 'disabled') await this.access.endSessions(account.id);
    return account;
  }

  /** Runs a change that is decided on the person as they are now, and made only if they still are. */
  private change<T>(
    id: string,
    precondition: Precondition,
    by: Administrator,
    work: (account: Account) => Promise<T>,
  ): Promise<T> {
    return precondition.change(async () => {
      const account = await this.findChangeable(id, by);
      precondition.assertAdmits(account.version);
      return work(account);
    });
  }

  private async recordUpdate(
    before: Account,
    after: Account,
    by: Administrator,
    within: Statements,
  ): Promise<void> {
    const changed = changedFields(before, after);
    const role = { before: before.admin_role, after: after.admin_role };
    const data = { changed, ...(changed.includes('admin_role') && { role }) };
    await this.audit.record('account.updated', after.id, by, data, within);
  }
}
