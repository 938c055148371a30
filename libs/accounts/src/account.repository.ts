import { Injectable } from '@nestjs/common';
import { Database, isUniqueViolation, type Statements } from '#libs/storage';
import type { Account } from './account.js';
import { SubjectTaken } from './account-errors.js';
import { ACCOUNT_COLUMNS, type AccountRow, accountFromRow, toColumn } from './account-row.js';
import { type AccountQuery, accountPage } from './account-search.js';

const COLUMNS = ACCOUNT_COLUMNS.map((column) => `a.${column}`).join(', ');
const CHANGEABLE = ACCOUNT_COLUMNS.filter((column) => !['id', 'sub', 'created_at'].includes(column));

const INSERT = `INSERT INTO accounts (${ACCOUNT_COLUMNS.join(', ')}) VALUES (${ACCOUNT_COLUMNS.map(() => '?').join(', ')})`;
const UPDATE = `UPDATE accounts SET ${CHANGEABLE.map((column) => `${column} = ?`).join(', ')} WHERE id = ? AND version = ?`;
const ACTIVE_OWNERS = "admin_role = 'owner' AND status = 'enabled'";

/** The rows of `accounts`. */
@Injectable()
export class AccountRepository {
  constructor(private readonly database: Database) {}

  async findBy(column: 'id' | 'sub', value: string, within: Statements = this.database) {
    return one(
      await within.lookup<AccountRow>(`SELECT ${COLUMNS} FROM accounts a WHERE a.${column} = ?`, [value]),
    );
  }

  async findBySignInName(normalised: string): Promise<Account | undefined> {
    return one(
      await this.database.row<AccountRow>(
        `SELECT ${COLUMNS} FROM sign_in_names n JOIN accounts a ON a.id = n.account_id WHERE n.normalised = ?`,
        [normalised],
      ),
    );
  }

  /**
   * Adds a person. The tombstones are read after the row is in: a deletion of the same `sub` that is under way
   * holds the insertion up until its tombstone can be seen.
   * @throws SubjectTaken when somebody has the `sub`, or had it
   */
  async insert(account: Account, within: Statements): Promise<void> {
    try {
      await within.affected(
        INSERT,
        ACCOUNT_COLUMNS.map((column) => toColumn(account, column)),
      );
    } catch (cause) {
      throw isUniqueViolation(cause) ? new SubjectTaken({ cause }) : cause;
    }
    if (await within.row('SELECT sub FROM retired_subjects WHERE sub = ?', [account.sub])) {
      throw new SubjectTaken();
    }
  }

  /** Replaces the row if it still has that version, in one statement. */
  async replace(account: Account, version: number, within: Statements): Promise<boolean> {
    const values = CHANGEABLE.map((column) => toColumn(account, column));
    return (await within.affected(UPDATE, [...values, account.id, version])) === 1;
  }

  /**
   * Locks every enabled owner until the transaction ends and counts them, in one statement: of two requests that
   * each would remove an owner, the second counts after the first is done.
   */
  lockOwners(within: Statements): Promise<number> {
    return within.affected(`UPDATE accounts SET version = version WHERE ${ACTIVE_OWNERS}`);
  }

  /**
   * Whoever gets a role that has access policies is restricted from then on, even if the role goes again.
   * @param gained roles that the person has now and didn't have before
   * @returns the person as the row is now
   */
  async restrictByRoles(account: Account, gained: readonly string[], within: Statements): Promise<Account> {
    if (gained.length === 0 || !account.unrestricted) return account;
    const restricted = await within.affected(
      'UPDATE accounts SET unrestricted = ? WHERE id = ? AND unrestricted = ? AND EXISTS ' +
        `(SELECT 1 FROM role_access WHERE role IN (${gained.map(() => '?').join(', ')}) AND access_policies <> ?)`,
      [false, account.id, true, ...gained, '[]'],
    );
    return restricted === 1 ? { ...account, unrestricted: false } : account;
  }

  async page(query: AccountQuery): Promise<readonly Account[]> {
    const { sql, values } = accountPage(COLUMNS, query);
    return (await this.database.rows<AccountRow>(sql, values)).map(accountFromRow);
  }

  async countOwners(): Promise<number> {
    const row = await this.database.row<{ owners: number }>(
      `SELECT COUNT(*) AS owners FROM accounts WHERE ${ACTIVE_OWNERS}`,
    );
    return Number(row?.owners ?? 0);
  }
}

function one(row: AccountRow | undefined): Account | undefined {
  return row && accountFromRow(row);
}
