import type { Spending } from './together/spending.js';

/** What may be bound to a `?`. */
export type SqlValue = string | number | boolean | null;

/**
 * Statements in the subset of SQL that SQLite and MySQL share, with `?` for each value. Booleans come back as
 * 0 or 1, JSON columns as their text.
 */
export interface Statements {
  /** The rows of a query. */
  rows<R>(sql: string, values?: readonly SqlValue[]): Promise<R[]>;
  /** The first row of a query. */
  row<R>(sql: string, values?: readonly SqlValue[]): Promise<R | undefined>;
  /**
   * The row with a key, by `SELECT … FROM … WHERE column = ? AND …`: the key's columns at its end, each with its value,
   * and no other `?`. Lookups of concurrent requests may go to the database together.
   */
  lookup<R>(sql: string, values: readonly SqlValue[]): Promise<R | undefined>;
  /** How many rows the statement matched and changed; what "spent once" is decided by. */
  affected(sql: string, values?: readonly SqlValue[]): Promise<number>;
  /**
   * Spends the row with this key, once: true for exactly one caller, and for that one again.
   * @param marks what the row is marked with, in the order of `spending.marks`
   */
  spend(spending: Spending, key: string, marks: readonly SqlValue[]): Promise<boolean>;
}
