import { Injectable } from '@nestjs/common';
import type { PolicyAssignment } from '#libs/accounts';
import { Database, type Statements } from '#libs/storage';
import type { PolicyUser } from './policy-refusal.js';

const KINDS = [
  ['client', 'clients', 'client_id'],
  ['group', 'people_groups', 'id'],
  ['role', 'role_access', 'role'],
  ['person', 'accounts', 'id'],
] as const satisfies readonly (readonly [PolicyUser['kind'], string, string])[];

/** Who has a policy: each kind keeps its own in a column of the same name. */
@Injectable()
export class PolicyUsersRepository {
  constructor(private readonly database: Database) {}

  /** So many of each kind at most, in the order of the kinds. */
  async find(
    policyId: string,
    limit: number,
    within: Statements = this.database,
  ): Promise<readonly PolicyUser[]> {
    const found: PolicyUser[] = [];
    for (const [kind, table, key] of KINDS) {
      const rows = await within.rows<{ id: string }>(
        `SELECT ${key} AS id FROM ${table} WHERE INSTR(COALESCE(access_policies, ''), ?) > 0 ORDER BY ${key} LIMIT ?`,
        [assigned(policyId), limit],
      );
      found.push(...rows.map(({ id }) => ({ kind, id })));
    }
    return found;
  }
}

/** How an assignment begins as JSON: `policy_id` is its first member. */
function assigned(policy_id: string): string {
  return JSON.stringify({ policy_id } satisfies Partial<PolicyAssignment>).slice(1, -1);
}
