import { Injectable } from '@nestjs/common';
import { Database, type Statements } from '#libs/storage';
import type { RoleAccessEntity } from './role-access.entity.js';

export type RoleAccess = Readonly<RoleAccessEntity>;

type Row = Readonly<Omit<RoleAccessEntity, 'access_policies'> & { access_policies: string }>;

/** The rows of `role_access`. */
@Injectable()
export class RoleAccessRepository {
  constructor(private readonly database: Database) {}

  async newerThan(feedVersion: number): Promise<readonly RoleAccess[]> {
    const rows = await this.database.rows<Row>('SELECT * FROM role_access WHERE feed_version > ?', [
      feedVersion,
    ]);
    return rows.map(fromRow);
  }

  async find(role: string, within: Statements = this.database): Promise<RoleAccess | undefined> {
    const row = await within.row<Row>('SELECT * FROM role_access WHERE role = ?', [role]);
    return row && fromRow(row);
  }

  /** Writes the row anew, whatever was there: the caller holds the lock of the change feed. */
  async put(access: RoleAccess, within: Statements): Promise<void> {
    await within.affected('DELETE FROM role_access WHERE role = ?', [access.role]);
    await within.affected(
      'INSERT INTO role_access (role, access_policies, updated_at, version, feed_version) VALUES (?, ?, ?, ?, ?)',
      [
        access.role,
        JSON.stringify(access.access_policies),
        access.updated_at,
        access.version,
        access.feed_version,
      ],
    );
  }

  /** Everybody who has the role is restricted; the name stands in the list of roles as JSON has it, in quotes. */
  async restrictAll(role: string, within: Statements): Promise<void> {
    await within.affected(
      'UPDATE accounts SET unrestricted = ?, version = version + 1 WHERE unrestricted = ? AND INSTR(roles, ?) > 0',
      [false, true, JSON.stringify(role)],
    );
  }
}

function fromRow(row: Row): RoleAccess {
  return { ...row, access_policies: JSON.parse(row.access_policies) };
}
