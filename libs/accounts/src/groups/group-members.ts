import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database, type Statements, type Transaction } from '#libs/storage';
import type { Account } from '../account.js';
import { AccountRepository } from '../account.repository.js';
import { AccountNotFound } from '../account-errors.js';
import { GroupNotFound, MOST_GROUPS, TooManyGroups } from './group.js';
import { GroupRepository } from './group.repository.js';
import { GroupMemberRepository } from './group-member.repository.js';

/** Who is in which group. The person's row is locked by each change, and says the same as the table of members. */
@Injectable()
export class GroupMembers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly groups: GroupRepository,
    private readonly accounts: AccountRepository,
    private readonly members: GroupMemberRepository,
  ) {}

  /** The people of a group, by their ids. @param after the id that the page before ended with */
  async list(groupId: string, after: string | undefined, limit: number): Promise<readonly Account[]> {
    const ids = await this.members.page(groupId, after ?? '', limit);
    const found = await Promise.all(ids.map((id) => this.accounts.findBy('id', id)));
    return found.filter((account) => account !== undefined);
  }

  count(groupId: string): Promise<number> {
    return this.members.count(groupId);
  }

  /**
   * Nothing happens when they are in it already; whoever comes into a group that has access policies is restricted.
   * @param also what is recorded when something changed
   * @throws GroupNotFound, AccountNotFound, TooManyGroups
   */
  async add(groupId: string, accountId: string, also: (within: Statements) => Promise<void>): Promise<void> {
    await this.change(accountId, async (within, before) => {
      const group = await this.groups.find(groupId, within);
      if (!group) throw new GroupNotFound();
      if (before.includes(groupId)) return before;
      if (before.length >= MOST_GROUPS) throw new TooManyGroups();
      await this.members.insert(groupId, accountId, this.clock.now(), within);
      if (group.access_policies.length > 0) await this.members.restrict(accountId, within);
      await also(within);
      return [...before, groupId];
    });
  }

  /** Nothing happens when they are not in it. @throws AccountNotFound */
  async remove(
    groupId: string,
    accountId: string,
    also: (within: Statements) => Promise<void>,
  ): Promise<void> {
    await this.change(accountId, async (within, before) => {
      if (!before.includes(groupId)) return before;
      await this.members.delete(groupId, accountId, within);
      await also(within);
      return before.filter((id) => id !== groupId);
    });
  }

  /** As part of deleting the group. A person's row may go on naming it: no such group means nothing. */
  async removeAll(groupId: string, within: Statements): Promise<void> {
    await this.members.deleteGroup(groupId, within);
  }

  private change(
    accountId: string,
    work: (within: Transaction, before: readonly string[]) => Promise<readonly string[]>,
  ): Promise<void> {
    return this.database.transaction(async (within) => {
      const before = await this.members.lockGroupsOf(accountId, within);
      if (!before) throw new AccountNotFound();
      const after = await work(within, before);
      if (after !== before) await this.members.writeGroupsOf(accountId, after, within);
    });
  }
}
