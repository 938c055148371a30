import type { QueryRunner } from 'typeorm';
import { Database } from '#libs/storage';
import type { TestPortico } from './portico.js';

/** What a piece of work asked of the database. A statement that writes outside a transaction is a commit of its own. */
export interface StatementCount {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly commits: number;
}

/** What runs by the clock, whether anyone asks or not. */
const BY_THE_CLOCK = /\b(change_versions|change_tombstones|leases|refusals|logout_deliveries)\b/;

/** Counts at the query runner of TypeORM: nothing gets past it. */
export async function statementsOf(
  portico: TestPortico,
  work: () => Promise<unknown>,
): Promise<StatementCount> {
  const { dataSource } = portico.get(Database) as unknown as {
    dataSource: { createQueryRunner: (...mode: never[]) => QueryRunner };
  };
  const create = dataSource.createQueryRunner.bind(dataSource);
  const counted = { reads: [] as string[], writes: [] as string[], commits: 0 };
  dataSource.createQueryRunner = (...mode) => {
    const runner = create(...mode);
    const [query, commit] = [runner.query.bind(runner), runner.commitTransaction.bind(runner)];
    runner.query = (sql: string, ...rest: never[]) => {
      if (/^SELECT\b/i.test(sql) && !BY_THE_CLOCK.test(sql)) counted.reads.push(sql);
      if (/^(INSERT|UPDATE|DELETE)\b/i.test(sql) && !BY_THE_CLOCK.test(sql)) {
        counted.writes.push(sql);
        if (!runner.isTransactionActive) counted.commits += 1;
      }
      return (query as (...all: unknown[]) => Promise<never>)(sql, ...rest);
    };
    runner.commitTransaction = async () => {
      counted.commits += 1;
      await commit();
    };
    return runner;
  };
  try {
    await work();
  } finally {
    dataSource.createQueryRunner = create;
  }
  return counted;
}
