import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { ChangeFeed, Database, isUniqueViolation, type Transaction } from '#libs/storage';
import type { PolicyAssignment } from '../access/policy-assignment.js';
import { InvalidAccount, VersionConflict } from '../account-errors.js';
import { type Group, type GroupFields, GroupNameTaken, GroupNotFound, groupProblems } from './group.js';
import { GROUPS } from './group.registry.js';
import { GroupRepository } from './group.repository.js';
import { GroupMembers } from './group-members.js';

/** What belongs to the transaction of a change: what must hold, and what is recorded. */
export type Also = (within: Transaction, group: Group) => Promise<void>;

/** Groups of people: what administrators do to them. In force in every process within a second. */
@Injectable()
export class Groups {
  constructor(
    private readonly database: Database,
    private readonly changeFeed: ChangeFeed,
    private readonly clock: Clock,
    private readonly groups: GroupRepository,
    private readonly members: GroupMembers,
  ) {}

  /** As the database has it. @throws GroupNotFound */
  async get(id: string): Promise<Group> {
    const group = await this.groups.find(id);
    if (!group) throw new GroupNotFound();
    return group;
  }

  /** @throws InvalidAccount, GroupNameTaken */
  create(fields: GroupFields, also: Also): Promise<Group> {
    check(fields);
    return this.write(async (within, feed_version) => {
      const now = this.clock.now();
      const times = { created_at: now, updated_at: now };
      const group = { id: randomUUID(), ...fields, access_policies: [], ...times, version: 1, feed_version };
      await this.groups.insert(group, within);
      await also(within, group);
      return group;
    });
  }

  /** @param version that the change was decided on @throws GroupNotFound, VersionConflict, InvalidAccount, GroupNameTaken */
  change(id: string, version: number, fields: GroupFields, also: Also): Promise<Group> {
    check(fields);
    return this.replace(id, version, fields, also);
  }

  /**
   * Gives the group these access policies; whoever is in it is restricted from then on.
   * @throws GroupNotFound, VersionConflict, and what `also` throws
   */
  setAccess(
    id: string,
    version: number,
    access_policies: readonly PolicyAssignment[],
    also: Also,
  ): Promise<Group> {
    return this.replace(id, version, { access_policies }, async (within, group) => {
      await also(within, group);
      if (access_policies.length > 0) await this.groups.restrictAll(id, within);
    });
  }

  /** Nobody is in it any more. @throws GroupNotFound, VersionConflict */
  async delete(id: string, version: number, also: Also): Promise<void> {
    await this.write(async (within, feed_version) => {
      const group = await this.current(id, version, within);
      await this.members.removeAll(id, within);
      if (!(await this.groups.remove(id, version, within))) throw new VersionConflict();
      await this.changeFeed.forget(within, GROUPS, id, feed_version);
      await also(within, group);
    });
  }

  private replace(id: string, version: number, changes: Partial<Group>, also: Also): Promise<Group> {
    return this.write(async (within, feed_version) => {
      const before = await this.current(id, version, within);
      const group = {
        ...before,
        ...changes,
        updated_at: this.clock.now(),
        version: version + 1,
        feed_version,
      };
      if (!(await this.groups.replace(group, version, within))) throw new VersionConflict();
      await also(within, group);
      return group;
    });
  }

  private async current(id: string, version: number, within: Transaction): Promise<Group> {
    const group = await this.groups.find(id, within);
    if (!group) throw new GroupNotFound();
    if (group.version !== version) throw new VersionConflict();
    return group;
  }

  /** One change after another, on every process together, and in force here when the promise resolves. */
  private async write<T>(work: (within: Transaction, feed_version: number) => Promise<T>): Promise<T> {
    try {
      const written = await this.database.transaction(async (within) =>
        work(within, await this.changeFeed.bump(within, GROUPS)),
      );
      await this.changeFeed.publish();
      return written;
    } catch (error) {
      throw isUniqueViolation(error) ? new GroupNameTaken({ cause: error }) : error;
    }
  }
}

function check(fields: GroupFields): void {
  const problems = groupProblems(fields);
  if (problems.length > 0) throw new InvalidAccount(problems);
}
