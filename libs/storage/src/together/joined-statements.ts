import type { SqlValue, Statements } from '../statements.js';
import { type Spending, spendMany } from './spending.js';

/** One caller's part of a statement that several share. */
interface Part<P, R> {
  readonly part: P;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

interface Spent {
  readonly key: string;
  readonly marks: readonly SqlValue[];
}

/** `INSERT INTO table (columns) VALUES (…)`, of which one statement can insert many rows. */
const INSERT = /^INSERT INTO \w+ \([^)]+\) VALUES (\([^()]+\))$/;

/** Of several rows that were to be spent, not all could be. Whoever is to blame is found by doing each alone. */
class NotAllSpent extends Error {}

/**
 * The statements of one transaction that several members share. What they insert into the same table, or spend of it, in
 * the same step is done by one statement; everything else is passed on.
 */
export class JoinedStatements implements Statements {
  private readonly insertions = new Map<string, Part<readonly SqlValue[], number>[]>();
  private readonly spendings = new Map<Spending, Part<Spent, boolean>[]>();

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
    const row = INSERT.exec(sql)?.[1];
    if (row === undefined) return this.within.affected(sql, values);
    return join(this.insertions, sql, values, async (all) => {
      await this.within.affected(sql + `, ${row}`.repeat(all.length - 1), all.flat());
      return 1;
    });
  }

  spend(spending: Spending, key: string, marks: readonly SqlValue[]): Promise<boolean> {
    return join(this.spendings, spending, { key, marks }, async (all) => {
      if (all.length === 1) return this.within.spend(spending, key, marks);
      const { sql, values } = spendMany(spending, all);
      if ((await this.within.affected(sql, values)) !== all.length) throw new NotAllSpent();
      return true;
    });
  }
}

/** Gathers what is asked in one turn of the event loop, and does it all at once; each gets the same result. */
function join<K, P, R>(
  gathered: Map<K, Part<P, R>[]>,
  key: K,
  part: P,
  doAll: (parts: readonly P[]) => Promise<R>,
): Promise<R> {
  return new Promise((resolve, reject) => {
    const waiting = gathered.get(key);
    if (waiting) {
      waiting.push({ part, resolve, reject });
      return;
    }
    const all: Part<P, R>[] = [{ part, resolve, reject }];
    gathered.set(key, all);
    setImmediate(() => {
      gathered.delete(key);
      doAll(all.map((one) => one.part)).then(
        (result) => {
          for (const one of all) one.resolve(result);
        },
        (error: unknown) => {
          for (const one of all) one.reject(error);
        },
      );
    });
  });
}
