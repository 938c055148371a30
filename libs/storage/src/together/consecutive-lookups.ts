import { soon } from '#libs/clock';
import type { SqlValue, Statements } from '../statements.js';
import type { Lookups, Row } from './lookups.js';

/** More would make one request wait for the rows of many. */
const MOST = 50;

interface Asked {
  readonly sql: string;
  readonly values: readonly SqlValue[];
  readonly resolve: (row: Promise<Row | undefined>) => void;
}

/**
 * Lookups of concurrent requests in a database inside the process, made one after the other once others have come as
 * far: between other work each costs several times as much as after another one.
 * `docs/benchmark.md` has the figures.
 */
export class ConsecutiveLookups implements Lookups {
  private readonly waiting: Asked[] = [];

  constructor(private readonly statements: Pick<Statements, 'row'>) {}

  find(sql: string, values: readonly SqlValue[]): Promise<Row | undefined> {
    return new Promise((resolve) => {
      if (this.waiting.push({ sql, values, resolve }) === 1) soon(() => this.findWaiting());
    });
  }

  private findWaiting(): void {
    for (const { sql, values, resolve } of this.waiting.splice(0, MOST)) {
      resolve(this.statements.row<Row>(sql, values));
    }
    if (this.waiting.length > 0) setImmediate(() => this.findWaiting());
  }
}
