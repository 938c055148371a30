import type { SqlValue } from '../statements.js';

/** How the rows of a table are used up: once each, by a mark that only a row without one can get. */
export interface Spending {
  readonly table: string;
  /** The column of the key. */
  readonly key: string;
  /** The columns that say that it was spent, when and by what. */
  readonly marks: readonly string[];
  /** What holds of a row that was not spent. */
  readonly unspent: string;
  /** The mark that names the attempt, so that one that asks again after a lost answer recognises its own. */
  readonly attempt?: string;
}

interface Sql {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Spends one row: it affects one, or none that may be spent. @param marks as `spending.marks` has them */
export function spendOne(spending: Spending, key: string, marks: readonly SqlValue[]): Sql {
  const { table, unspent, attempt } = spending;
  const set = spending.marks.map((mark) => `${mark} = ?`).join(', ');
  const own = attempt === undefined ? [] : [marks[spending.marks.indexOf(attempt)] ?? null];
  const free = attempt === undefined ? unspent : `(${unspent} OR ${attempt} = ?)`;
  return {
    sql: `UPDATE ${table} SET ${set} WHERE ${spending.key} = ? AND ${free}`,
    values: [...marks, key, ...own],
  };
}

/** Spends many rows, each with its own marks: it affects as many as there are only when every one could be spent. */
export function spendMany(
  { table, key, marks, unspent }: Spending,
  rows: readonly { readonly key: string; readonly marks: readonly SqlValue[] }[],
): Sql {
  const cases = `CASE ${key}${' WHEN ? THEN ?'.repeat(rows.length)} END`;
  const set = marks.map((mark) => `${mark} = ${cases}`).join(', ');
  const keys = rows.map((row) => row.key);
  return {
    sql: `UPDATE ${table} SET ${set} WHERE ${key} IN (${rows.map(() => '?').join(', ')}) AND ${unspent}`,
    values: [...marks.flatMap((_, i) => rows.flatMap((row) => [row.key, row.marks[i] ?? null])), ...keys],
  };
}
