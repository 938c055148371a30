import { Injectable } from '@nestjs/common';
import type { PolicyAssignment } from '#libs/accounts';
import type { Transaction } from '#libs/storage';
import { InvalidPolicy, type PolicyProblem } from '../document/policy-error.js';
import { PolicyRegistry } from '../stored/policy.registry.js';
import { PolicyRepository } from '../stored/policy.repository.js';
import { PolicyWrites } from '../stored/policy-writes.js';
import { type Access, readAccess, readSharedAccess } from './read-access.js';

/** The policies that can be given to somebody. */
@Injectable()
export class AssignablePolicies {
  constructor(
    private readonly registry: PolicyRegistry,
    private readonly policies: PolicyRepository,
    private readonly writes: PolicyWrites,
  ) {}

  /** What a client or person is to have, from what was sent. @throws InvalidPolicy */
  async read(sent: unknown): Promise<Access> {
    await this.writes.refresh();
    return readAccess(sent, (id) => this.registry.find(id));
  }

  /** What everybody of a role or group is to have, from what was sent. @throws InvalidPolicy */
  async readShared(sent: unknown): Promise<readonly PolicyAssignment[]> {
    await this.writes.refresh();
    return readSharedAccess(sent, (id) => this.registry.find(id));
  }

  /** Nobody deletes these policies until the transaction ends. @throws InvalidPolicy when somebody has */
  async hold(assignments: readonly PolicyAssignment[], within: Transaction): Promise<void> {
    await this.writes.lock(within);
    const problems: PolicyProblem[] = [];
    for (const [index, { policy_id }] of assignments.entries()) {
      if (await this.policies.find(policy_id, within)) continue;
      problems.push({
        field: `/access_policies/${index}/policy_id`,
        problem: 'must be the id of an access policy',
      });
    }
    if (problems.length > 0) throw new InvalidPolicy(problems);
  }
}
