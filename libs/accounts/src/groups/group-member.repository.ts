import { Injectable } from '@nestjs/common';
import { Database, type Statements } from '#libs/storage';

/** The rows of `group_members`, and what of a person's row says the same. */
@Injectable()
export class GroupMemberRepository {
  constructor(private readonly database: Database) {}

  async page(groupId: string, after: string, limit: number): Promise<readonly string[]> {
    const rows = await this.database.rows<{ account_id: string }>(
      'SELECT account_id FROM group_members WHERE group_id = ? AND account_id > ? ORDER BY account_id LIMIT ?',
      [groupId, after, limit],
    );
    return rows.map(({ account_id }) => account_id);
  }

  async count(groupId: string): Promise<number> {
    const row = await this.database.row<{ members: number }>(
      'SELECT COUNT(*) AS members FROM group_members WHERE group_id = ?',
      [groupId],
    );
    return Number(row?.members ?? 0);
  }

  async insert(groupId: string, accountId: string, now: number, within: Statements): Promise<void> {
    await within.affected('INSERT INTO group_members (group_id, account_id, created_at) VALUES (?, ?, ?)', [
      groupId,
      accountId,
      now,
    ]);
  }

  async delete(groupId: string, accountId: string, within: Statements): Promise<void> {
    await within.affected('DELETE FROM group_members WHERE group_id = ? AND account_id = ?', [
      groupId,
      accountId,
    ]);
  }

  async deleteGroup(groupId: string, within: Statements): Promise<void> {
    await within.affected('DELETE FROM group_members WHERE group_id = ?', [groupId]);
  }

  async restrict(accountId: string, within: Statements): Promise<void> {
    await within.affected('UPDATE accounts SET unrestricted = ? WHERE id = ?', [false, accountId]);
  }

  /** The groups of a person whose row nobody else changes until the transaction ends; undefined: no such person. */
  async lockGroupsOf(accountId: string, within: Statements): Promise<readonly string[] | undefined> {
    const locked = await within.affected('UPDATE accounts SET version = version + 1 WHERE id = ?', [
      accountId,
    ]);
    if (locked === 0) return undefined;
    const row = await within.row<{ group_ids: string | null }>(
      'SELECT group_ids FROM accounts WHERE id = ?',
      [accountId],
    );
    return row?.group_ids ? JSON.parse(row.group_ids) : [];
  }

  async writeGroupsOf(accountId: string, groups: readonly string[], within: Statements): Promise<void> {
    await within.affected('UPDATE accounts SET group_ids = ? WHERE id = ?', [
      groups.length === 0 ? null : JSON.stringify(groups),
      accountId,
    ]);
  }
}
