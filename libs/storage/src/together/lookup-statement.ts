import type { SqlValue } from '../statements.js';
import type { Row } from './lookups.js';

const SHAPE = /^SELECT (?<list>.+?) (?<from>FROM .+) WHERE (?<conditions>[\w.]+ = \?(?: AND [\w.]+ = \?)*)$/;

/** The rows that a lookup for several keys returns carry their key under these names. */
const KEY = 'lookup_key_';

/** A statement that reads one row by its key, and what it becomes for many keys at once. */
export class LookupStatement {
  private readonly columns: readonly string[];
  private readonly list: string;

  /**
   * @param sql `SELECT … FROM … WHERE column = ? AND …`: a key and no other value, nothing after it
   * @throws Error for any other shape: it could not be asked for many keys
   */
  constructor(readonly sql: string) {
    const { list, from, conditions } = SHAPE.exec(sql)?.groups ?? {};
    if (list === undefined || from === undefined || conditions === undefined || /[?(]/.test(list + from)) {
      throw new Error(`not a lookup by a key: ${sql}`);
    }
    this.columns = conditions.split(' AND ').map((condition) => condition.slice(0, -' = ?'.length));
    const keys = this.columns.map((column, i) => `${column} AS ${KEY}${i}`);
    this.list = `SELECT ${list}, ${keys.join(', ')} ${from} WHERE `;
  }

  /** The statement for so many keys, whose values are bound one after the other. */
  forMany(keys: number): string {
    const [only, second] = this.columns;
    if (second === undefined) return `${this.list}${only} IN (${Array(keys).fill('?').join(', ')})`;
    const one = `(${this.columns.map((column) => `${column} = ?`).join(' AND ')})`;
    return this.list + Array(keys).fill(one).join(' OR ');
  }

  /** The rows of `forMany`, by `keyOf` their key; they are then what the statement for one would have returned. */
  byKey(rows: readonly Row[]): ReadonlyMap<string, Row> {
    const found = new Map<string, Row>();
    for (const row of rows) {
      const key = keyOf(this.columns.map((_, i) => row[KEY + i] as SqlValue));
      for (let i = this.columns.length - 1; i >= 0; i -= 1) delete row[KEY + i];
      if (!found.has(key)) found.set(key, row);
    }
    return found;
  }
}

/** The database compares bytes, so that equal keys are equal strings. */
export function keyOf(values: readonly SqlValue[]): string {
  return values.length === 1 ? String(values[0]) : JSON.stringify(values.map(String));
}
