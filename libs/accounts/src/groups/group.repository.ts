import { Injectable } from '@nestjs/common';
import { Database, type Statements } from '#libs/storage';
import type { Group } from './group.js';

type Row = Readonly<Omit<Group, 'access_policies'> & { readonly access_policies: string }>;

const COLUMNS = [
  'id',
  'name',
  'description',
  'access_policies',
  'created_at',
  'updated_at',
  'version',
  'feed_version',
] as const;

/** The rows of `people_groups`. */
@Injectable()
export class GroupRepository {
  constructor(private readonly database: Database) {}

  async newerThan(feedVersion: number): Promise<readonly Group[]> {
    const rows = await this.database.rows<Row>('SELECT * FROM people_groups WHERE feed_version > ?', [
      feedVersion,
    ]);
    return rows.map(fromRow);
  }

  async find(id: string, within: Statements = this.database): Promise<Group | undefined> {
    const row = await within.row<Row>('SELECT * FROM people_groups WHERE id = ?', [id]);
    return row && fromRow(row);
  }

  /** A unique violation when the name is taken. */
  async insert(group: Group, within: Statements): Promise<void> {
    await within.affected(
      `INSERT INTO people_groups (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`,
      COLUMNS.map((column) => toColumn(group, column)),
    );
  }

  /** Replaces the row if it still has that version. A unique violation when the name is taken. */
  async replace(group: Group, version: number, within: Statements): Promise<boolean> {
    const changed = await within.affected(
      `UPDATE people_groups SET ${COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE id = ? AND version = ?`,
      [...COLUMNS.map((column) => toColumn(group, column)), group.id, version],
    );
    return changed === 1;
  }

  async remove(id: string, version: number, within: Statements): Promise<boolean> {
    return (
      (await within.affected('DELETE FROM people_groups WHERE id = ? AND version = ?', [id, version])) === 1
    );
  }

  /** Everybody in the group is restricted from now on. */
  async restrictAll(id: string, within: Statements): Promise<void> {
    await within.affected(
      'UPDATE accounts SET unrestricted = ?, version = version + 1 WHERE unrestricted = ? AND id IN ' +
        '(SELECT account_id FROM group_members WHERE group_id = ?)',
      [false, true, id],
    );
  }
}

function fromRow(row: Row): Group {
  return { ...row, access_policies: JSON.parse(row.access_policies) };
}

function toColumn(group: Group, column: (typeof COLUMNS)[number]) {
  const value = group[column];
  return typeof value === 'object' && value !== null
    ? JSON.stringify(value)
    : (value as string | number | null);
}
