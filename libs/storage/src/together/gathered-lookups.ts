import { soon } from '#libs/clock';
import type { SqlValue, Statements } from '../statements.js';
import { keyOf, LookupStatement } from './lookup-statement.js';
import type { Lookups, Row } from './lookups.js';

/** More would make one request wait for the rows of many. */
const MOST = 50;

interface Asked {
  readonly values: readonly SqlValue[];
  readonly resolve: (row: Row | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lookups of concurrent requests, sent to the database together: all that are asked within a moment, and then all that
 * are asked while that statement is under way. Each is sent after it was asked for, so that it sees every commit before.
 */
export class GatheredLookups implements Lookups {
  private readonly queues = new Map<string, LookupQueue>();

  constructor(private readonly statements: Pick<Statements, 'rows'>) {}

  find(sql: string, values: readonly SqlValue[]): Promise<Row | undefined> {
    let queue = this.queues.get(sql);
    if (!queue) {
      queue = new LookupQueue(new LookupStatement(sql), this.statements);
      this.queues.set(sql, queue);
    }
    return queue.ask(values);
  }
}

class LookupQueue {
  private waiting: Asked[] = [];
  private running = false;

  constructor(
    private readonly statement: LookupStatement,
    private readonly statements: Pick<Statements, 'rows'>,
  ) {}

  ask(values: readonly SqlValue[]): Promise<Row | undefined> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ values, resolve, reject });
      if (this.running) return;
      this.running = true;
      soon(() => void this.run());
    });
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const asked = this.waiting.splice(0, MOST);
      try {
        await this.answer(asked);
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
    }
    this.running = false;
  }

  private async answer(asked: readonly Asked[]): Promise<void> {
    const keys = new Map(asked.map(({ values }) => [keyOf(values), values]));
    const [only, second] = keys.values();
    if (only !== undefined && second === undefined) {
      const [row] = await this.statements.rows<Row>(this.statement.sql, only);
      for (const { resolve } of asked) resolve(row);
      return;
    }
    const rows = await this.statements.rows<Row>(
      this.statement.forMany(keys.size),
      [...keys.values()].flat(),
    );
    const found = this.statement.byKey(rows);
    for (const { values, resolve } of asked) resolve(found.get(keyOf(values)));
  }
}
