import { Injectable } from '@nestjs/common';
import { Database, type Statements } from '#libs/storage';
import type { PolicyDocument } from '../engine/policy.js';
import type { AccessPolicyEntity } from './policy.entity.js';
import type { AccessPolicyVersionEntity } from './policy-version.entity.js';

export type StoredPolicy = Readonly<AccessPolicyEntity>;
export type PolicyVersion = Readonly<AccessPolicyVersionEntity>;

type Row<T extends { document: PolicyDocument }> = Readonly<Omit<T, 'document'>> & {
  readonly document: string;
};

/** The rows of `access_policies`, and of what each was before. */
@Injectable()
export class PolicyRepository {
  constructor(private readonly database: Database) {}

  async newerThan(feedVersion: number): Promise<readonly StoredPolicy[]> {
    const rows = await this.database.rows<Row<StoredPolicy>>(
      'SELECT * FROM access_policies WHERE feed_version > ?',
      [feedVersion],
    );
    return rows.map(read);
  }

  async find(id: string, within: Statements = this.database): Promise<StoredPolicy | undefined> {
    const row = await within.row<Row<StoredPolicy>>('SELECT * FROM access_policies WHERE id = ?', [id]);
    return row && read(row);
  }

  /** A unique violation when the name is taken. */
  async insert(policy: StoredPolicy, within: Statements): Promise<void> {
    await within.affected(
      'INSERT INTO access_policies (id, name, document, created_at, updated_at, version, feed_version) ' +
        'VALUES (?, ?, ?, ?, ?, ?, ?)',
      [
        policy.id,
        policy.name,
        JSON.stringify(policy.document),
        policy.created_at,
        policy.updated_at,
        policy.version,
        policy.feed_version,
      ],
    );
  }

  /** Replaces the row if it still has that version. A unique violation when the name is taken. */
  async replace(policy: StoredPolicy, version: number, within: Statements): Promise<boolean> {
    const changed = await within.affected(
      'UPDATE access_policies SET name = ?, document = ?, updated_at = ?, version = ?, feed_version = ? ' +
        'WHERE id = ? AND version = ?',
      [
        policy.name,
        JSON.stringify(policy.document),
        policy.updated_at,
        policy.version,
        policy.feed_version,
        policy.id,
        version,
      ],
    );
    return changed === 1;
  }

  async remove(id: string, version: number, within: Statements): Promise<boolean> {
    return (
      (await within.affected('DELETE FROM access_policies WHERE id = ? AND version = ?', [id, version])) === 1
    );
  }

  async keep(
    { policy_id, version, document, actor, created_at }: PolicyVersion,
    within: Statements,
  ): Promise<void> {
    await within.affected(
      'INSERT INTO access_policy_versions (policy_id, version, document, actor, created_at) VALUES (?, ?, ?, ?, ?)',
      [policy_id, version, JSON.stringify(document), actor, created_at],
    );
  }

  /** Newest first. @param below versions from this one on are left out */
  async versions(policyId: string, below: number, limit: number): Promise<readonly PolicyVersion[]> {
    const rows = await this.database.rows<Row<PolicyVersion>>(
      'SELECT * FROM access_policy_versions WHERE policy_id = ? AND version < ? ORDER BY version DESC LIMIT ?',
      [policyId, below, limit],
    );
    return rows.map(read);
  }
}

function read<T extends { readonly document: string }>(
  row: T,
): Omit<T, 'document'> & { document: PolicyDocument } {
  return { ...row, document: JSON.parse(row.document) };
}
