import type { SqlValue } from '../statements.js';

export type Row = Record<string, unknown>;

/** Finds rows by their keys for many requests at once. Each sees every commit before it was asked for. */
export interface Lookups {
  find(sql: string, values: readonly SqlValue[]): Promise<Row | undefined>;
}
