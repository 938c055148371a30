import { Injectable } from '@nestjs/common';
import { Database, type SqlValue, type Statements } from '#libs/storage';
import { type Session, type SessionRow, sessionFromRow } from './session.js';

const COLUMNS = [
  'sid',
  'secret_hash',
  'account_id',
  'authenticated_at_ms',
  'amr',
  'acr',
  'created_at',
  'last_seen_at',
  'expires_at',
  'ip',
  'user_agent',
] as const satisfies readonly (keyof SessionRow)[];

const SELECT = `SELECT ${COLUMNS.join(', ')} FROM sessions`;
const INSERT = `INSERT INTO sessions (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`;
/** What a new sign-in on the same session changes. */
const AT_SIGN_IN = COLUMNS.filter((column) => !['sid', 'account_id', 'created_at'].includes(column));
const ROTATE = `UPDATE sessions SET ${AT_SIGN_IN.map((column) => `${column} = ?`).join(', ')} WHERE sid = ? AND secret_hash = ?`;

/** The rows of `sessions`. Reads are raw SQL: one stands before every page that a signed-in person opens. */
@Injectable()
export class SessionRepository {
  constructor(private readonly database: Database) {}

  async findBy(
    column: 'secret_hash' | 'sid',
    value: string,
    within: Statements = this.database,
  ): Promise<Session | undefined> {
    const row = await within.lookup<SessionRow>(`${SELECT} WHERE ${column} = ?`, [value]);
    return row && sessionFromRow(row);
  }

  async listOf(accountId: string, within: Statements = this.database): Promise<readonly Session[]> {
    const rows = await within.rows<SessionRow>(
      `${SELECT} WHERE account_id = ? ORDER BY last_seen_at DESC, sid`,
      [accountId],
    );
    return rows.map(sessionFromRow);
  }

  async insert(session: Session, within: Statements): Promise<void> {
    await within.affected(
      INSERT,
      COLUMNS.map((column) => toColumn(session, column)),
    );
  }

  /** Gives the session a new secret if it still has that one, in one statement: true for exactly one caller. */
  async rotate(session: Session, previousSecretHash: string): Promise<boolean> {
    const values = AT_SIGN_IN.map((column) => toColumn(session, column));
    return (await this.database.affected(ROTATE, [...values, session.sid, previousSecretHash])) === 1;
  }

  /** Moves `last_seen_at` on, unless another request did so already. */
  async touch(session: Session, now: number): Promise<void> {
    await this.database.affected('UPDATE sessions SET last_seen_at = ? WHERE sid = ? AND last_seen_at = ?', [
      now,
      session.sid,
      session.last_seen_at,
    ]);
  }

  async delete(sids: readonly string[], within: Statements = this.database): Promise<number> {
    if (sids.length === 0) return 0;
    const list = sids.map(() => '?').join(', ');
    return within.affected(`DELETE FROM sessions WHERE sid IN (${list})`, sids);
  }

  async expired(now: number, limit: number): Promise<readonly string[]> {
    const rows = await this.database.rows<{ sid: string }>(
      'SELECT sid FROM sessions WHERE expires_at <= ? ORDER BY expires_at LIMIT ?',
      [now, limit],
    );
    return rows.map(({ sid }) => sid);
  }
}

function toColumn(session: Session, column: (typeof COLUMNS)[number]): SqlValue {
  return column === 'amr' ? JSON.stringify(session.amr) : session[column];
}
