import { Injectable } from '@nestjs/common';
import { type Account, type Group, GroupMembers, GroupRegistry, Groups } from '#libs/accounts';
import { AuditTrail } from '#libs/audit';
import type { Statements } from '#libs/storage';
import type { Administrator } from '../access/administrator.js';
import { decoded, type ListPage, pageOf } from '../policies/policy-administration.js';
import type { Precondition } from '../preconditions/precondition.js';
import { UserAdministration } from '../users/user-administration.js';
import type { CreateGroupDto, GroupQueryDto, MemberQueryDto, PatchGroupDto } from './group.dto.js';

type GroupEvent = 'created' | 'updated' | 'deleted' | 'member_added' | 'member_removed';

/** What administrators do to groups. Nobody puts a person into a group, or out of it, who may what they may not. */
@Injectable()
export class GroupAdministration {
  constructor(
    private readonly groups: Groups,
    private readonly registry: GroupRegistry,
    private readonly members: GroupMembers,
    private readonly users: UserAdministration,
    private readonly audit: AuditTrail,
  ) {}

  create({ name, description = null }: CreateGroupDto, by: Administrator): Promise<Group> {
    return this.groups.create({ name, description }, (tx, group) => this.record('created', group.id, by, tx));
  }

  /** By name. @throws InvalidCursor */
  list({ cursor, limit, name }: GroupQueryDto): ListPage<Group> {
    const after = cursor === undefined ? '' : decoded(cursor);
    const part = name?.toLowerCase() ?? '';
    const fitting = this.registry
      .all()
      .filter((one) => one.name > after && one.name.toLowerCase().includes(part));
    return pageOf(fitting, limit, (last) => last.name);
  }

  patch(id: string, patch: PatchGroupDto, precondition: Precondition, by: Administrator): Promise<Group> {
    return this.change(id, precondition, ({ name, description, version }) =>
      this.groups.change(
        id,
        version,
        {
          name: patch.name ?? name,
          description: patch.description === undefined ? description : patch.description,
        },
        (tx) => this.record('updated', id, by, tx),
      ),
    );
  }

  delete(id: string, precondition: Precondition, by: Administrator): Promise<void> {
    return this.change(id, precondition, ({ version }) =>
      this.groups.delete(id, version, (tx) => this.record('deleted', id, by, tx)),
    );
  }

  /** @throws GroupNotFound, InvalidCursor */
  async membersOf(id: string, { cursor, limit }: MemberQueryDto): Promise<ListPage<Account>> {
    await this.groups.get(id);
    const after = cursor === undefined ? undefined : decoded(cursor);
    return pageOf(await this.members.list(id, after, limit + 1), limit, (last) => last.id);
  }

  /** @throws AccountNotFound */
  async groupsOf(userId: string): Promise<readonly Group[]> {
    const { group_ids } = await this.users.find(userId);
    return (group_ids ?? []).flatMap((id) => this.registry.find(id) ?? []);
  }

  async add(id: string, userId: string, by: Administrator): Promise<void> {
    await this.users.findChangeable(userId, by);
    await this.members.add(id, userId, (tx) => this.record('member_added', id, by, tx, { user_id: userId }));
  }

  async remove(id: string, userId: string, by: Administrator): Promise<void> {
    await this.groups.get(id);
    await this.users.findChangeable(userId, by);
    await this.members.remove(id, userId, (tx) =>
      this.record('member_removed', id, by, tx, { user_id: userId }),
    );
  }

  private change<T>(id: string, precondition: Precondition, work: (group: Group) => Promise<T>): Promise<T> {
    return precondition.change(async () => {
      const group = await this.groups.get(id);
      precondition.assertAdmits(group.version);
      return work(group);
    });
  }

  private async record(
    what: GroupEvent,
    id: string,
    { actor }: Administrator,
    within: Statements,
    data?: Record<string, unknown>,
  ): Promise<void> {
    const event = { ...actor, type: `group.${what}`, subject: `group:${id}`, outcome: 'success' } as const;
    await this.audit.record(data === undefined ? event : { ...event, data }, within);
  }
}
