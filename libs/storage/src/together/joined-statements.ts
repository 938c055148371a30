import type { SqlValue, Statements } from '../statements.js';

interface Insertion {
  readonly values: readonly SqlValue[];
  readonly resolve: (affected: number) => void;
  readonly reject: (error: unknown) => void;
}

/** `INSERT INTO table (columns) VALUES (…)`, of which one statement can insert many rows. */
const INSERT = /^INSERT INTO \w+ \([^)]+\) VALUES (\([^()]+\))$/;

/**
 * The statements of one transaction that several members share. What they insert into the same table in the same step
 * goes into it by one statement; everything else is passed on.
 */
export class JoinedStatements implements Statements {
  private readonly insertions = new Map<string, Insertion[]>();

  constructor(private readonly within: Statements) {}

  rows<R>(sql: string, values?: readonly SqlValue[]): Promise<R[]> {
    return this.within.rows(sql, values);
  }

  row<R>(sql: string, values?: readonly SqlValue[]): Promise<R | undefined> {
    return this.within.row(sql, values);
  }

  lookup<R>(sql: string, values: readonly SqlValue[]): Promise<R | undefined> {
    return this.within.lookup(sql, values);
  }

  affected(sql: string, values: readonly SqlValue[] = []): Promise<number> {
    if (!INSERT.test(sql)) return this.within.affected(sql, values);
    return new Promise((resolve, reject) => {
      const joined = this.insertions.get(sql) ?? [];
      joined.push({ values, resolve, reject });
      if (joined.length > 1) return;
      this.insertions.set(sql, joined);
      setImmediate(() => void this.insert(sql));
    });
  }

  private async insert(sql: string): Promise<void> {
    const joined = this.insertions.get(sql) ?? [];
    this.insertions.delete(sql);
    const more = `, ${INSERT.exec(sql)?.[1]}`.repeat(joined.length - 1);
    try {
      await this.within.affected(
        sql + more,
        joined.flatMap(({ values }) => values),
      );
      for (const { resolve } of joined) resolve(1);
    } catch (error) {
      for (const { reject } of joined) reject(error);
    }
  }
}
