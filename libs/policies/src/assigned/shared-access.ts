import { Injectable } from '@nestjs/common';
import {
  type Group,
  Groups,
  type PolicyAssignment,
  type RoleAccess,
  RoleAccessRegistry,
} from '#libs/accounts';
import { AuditTrail } from '#libs/audit';
import type { Actor } from '#libs/clients';
import type { Statements } from '#libs/storage';
import { AssignablePolicies } from './assignable-policies.js';

/** What everybody of a group, or with a role, may have: from then on they are restricted. */
@Injectable()
export class SharedAccess {
  constructor(
    private readonly policies: AssignablePolicies,
    private readonly audit: AuditTrail,
    private readonly groups: Groups,
    private readonly roles: RoleAccessRegistry,
  ) {}

  /** @param group as it was read: the change is made only if it is still so @throws InvalidPolicy, VersionConflict */
  async ofGroup({ id, version }: Group, sent: unknown, actor: Actor): Promise<Group> {
    const given = await this.policies.readShared(sent);
    return this.groups.setAccess(id, version, given, async (within) => {
      await this.policies.hold(given, within);
      await this.note(`group:${id}`, given, actor, within);
    });
  }

  /** @param access as it was read: the change is made only if it is still so @throws InvalidPolicy, VersionConflict */
  async ofRole({ role, version }: RoleAccess, sent: unknown, actor: Actor): Promise<RoleAccess> {
    const given = await this.policies.readShared(sent);
    return this.roles.put(role, version, given, async (within) => {
      await this.policies.hold(given, within);
      await this.note(`role:${role}`, given, actor, within);
    });
  }

  private async note(
    subject: string,
    access_policies: readonly PolicyAssignment[],
    actor: Actor,
    within: Statements,
  ): Promise<void> {
    const type = `${subject.slice(0, subject.indexOf(':'))}.access_changed`;
    await this.audit.record(
      { ...actor, type, subject, outcome: 'success', data: { access_policies } },
      within,
    );
  }
}
