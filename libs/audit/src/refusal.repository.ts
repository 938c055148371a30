import { Injectable } from '@nestjs/common';
import { Database, isUniqueViolation, type SqlValue } from '#libs/storage';
import type { EventPosition } from './event-cursor.js';
import type { Refusal, RefusalQuery } from './refusal.js';

const NAMES = [
  'reference',
  'at_ms',
  'error',
  'description',
  'rule',
  'facts',
  'client_id',
  'endpoint',
  'ip',
  'request_id',
] as const;
const COLUMNS = NAMES.join(', ');
const PLACES = `(${NAMES.map(() => '?').join(', ')})`;

type RefusalRow = Omit<Refusal, 'facts'> & { readonly facts: string | null };

@Injectable()
export class RefusalRepository {
  constructor(private readonly database: Database) {}

  /** Adds them in one statement. One whose reference exists already is left out: references are random. */
  async addAll(refusals: readonly Refusal[]): Promise<void> {
    if (refusals.length === 0) return;
    try {
      await this.database.affected(
        `INSERT INTO refusals (${COLUMNS}) VALUES ${refusals.map(() => PLACES).join(', ')}`,
        refusals.flatMap(valuesOf),
      );
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      if (refusals.length > 1) for (const refusal of refusals) await this.addAll([refusal]);
    }
  }

  async find(reference: string): Promise<Refusal | undefined> {
    const row = await this.database.row<RefusalRow>(`SELECT ${COLUMNS} FROM refusals WHERE reference = ?`, [
      reference,
    ]);
    return row && refusalOf(row);
  }

  /** Newest first, those before `from` only. */
  async list(query: RefusalQuery, from: EventPosition | undefined, limit: number): Promise<Refusal[]> {
    const conditions = ['1 = 1'];
    const values: SqlValue[] = [];
    for (const column of ['client_id', 'rule', 'error'] as const) {
      const value = query[column];
      if (value === undefined) continue;
      conditions.push(`${column} = ?`);
      values.push(value);
    }
    if (from) {
      conditions.push('(at_ms < ? OR (at_ms = ? AND reference < ?))');
      values.push(from.at_ms, from.at_ms, from.id);
    }
    const rows = await this.database.rows<RefusalRow>(
      `SELECT ${COLUMNS} FROM refusals WHERE ${conditions.join(' AND ')} ORDER BY at_ms DESC, reference DESC LIMIT ?`,
      [...values, limit],
    );
    return rows.map(refusalOf);
  }

  /** Removes those noted before `at_ms`, `limit` of them at most; says how many. */
  async removeBefore(at_ms: number, limit: number): Promise<number> {
    const old = await this.database.rows<{ reference: string }>(
      'SELECT reference FROM refusals WHERE at_ms < ? ORDER BY at_ms LIMIT ?',
      [at_ms, limit],
    );
    if (old.length === 0) return 0;
    return this.database.affected(
      `DELETE FROM refusals WHERE reference IN (${old.map(() => '?').join(', ')})`,
      old.map(({ reference }) => reference),
    );
  }
}

function refusalOf(row: RefusalRow): Refusal {
  return { ...row, at_ms: Number(row.at_ms), facts: row.facts ? JSON.parse(row.facts) : null };
}

function valuesOf(refusal: Refusal): SqlValue[] {
  return NAMES.map((name) =>
    name === 'facts' ? refusal.facts && JSON.stringify(refusal.facts) : refusal[name],
  );
}
