import { Injectable } from '@nestjs/common';
import {
  DataSource,
  type EntityTarget,
  type ObjectLiteral,
  type QueryRunner,
  type Repository,
} from 'typeorm';
import { isConflictWorthRetrying } from './database-errors.js';
import type { SqlValue, Statements } from './statements.js';
import { ConsecutiveLookups } from './together/consecutive-lookups.js';
import { GatheredLookups } from './together/gathered-lookups.js';
import { GroupCommit } from './together/group-commit.js';
import { JoinedStatements } from './together/joined-statements.js';
import type { Lookups } from './together/lookups.js';
import { type Spending, spendOne } from './together/spending.js';

/** The statements of one transaction; inside it, use these and no others. */
export class Transaction implements Statements {
  constructor(private readonly runner: QueryRunner) {}

  rows<R>(sql: string, values: readonly SqlValue[] = []): Promise<R[]> {
    return this.runner.query(sql, [...values]) as Promise<R[]>;
  }

  async row<R>(sql: string, values: readonly SqlValue[] = []): Promise<R | undefined> {
    return (await this.rows<R>(sql, values))[0];
  }

  lookup<R>(sql: string, values: readonly SqlValue[]): Promise<R | undefined> {
    return this.row<R>(sql, values);
  }

  async affected(sql: string, values: readonly SqlValue[] = []): Promise<number> {
    return (await this.runner.query(sql, [...values], true)).affected ?? 0;
  }

  spend(spending: Spending, key: string, marks: readonly SqlValue[]): Promise<boolean> {
    return spendBy(this, spending, key, marks);
  }

  /** TypeORM's repository of an entity, within this transaction. */
  repository<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
    return this.runner.manager.getRepository(entity);
  }
}

const ATTEMPTS = 4;

/** The deployment's database: single statements that commit by themselves, and transactions. */
@Injectable()
export class Database implements Statements {
  readonly dialect: 'sqlite' | 'mysql';
  private readonly lookups: Lookups;
  private readonly commits: GroupCommit;

  constructor(private readonly dataSource: DataSource) {
    this.dialect = dataSource.options.type === 'better-sqlite3' ? 'sqlite' : 'mysql';
    this.lookups = this.dialect === 'sqlite' ? new ConsecutiveLookups(this) : new GatheredLookups(this);
    this.commits = new GroupCommit(
      (work) => this.transaction(work),
      // Inside the process a statement costs less than joining two.
      (within) => (this.dialect === 'sqlite' ? within : new JoinedStatements(within)),
    );
  }

  rows<R>(sql: string, values: readonly SqlValue[] = []): Promise<R[]> {
    return this.dataSource.query(sql, [...values]);
  }

  async row<R>(sql: string, values: readonly SqlValue[] = []): Promise<R | undefined> {
    return (await this.rows<R>(sql, values))[0];
  }

  lookup<R>(sql: string, values: readonly SqlValue[]): Promise<R | undefined> {
    return this.lookups.find(sql, values) as Promise<R | undefined>;
  }

  affected(sql: string, values: readonly SqlValue[] = []): Promise<number> {
    return this.retrying(async (runner) => (await runner.query(sql, [...values], true)).affected ?? 0);
  }

  spend(spending: Spending, key: string, marks: readonly SqlValue[]): Promise<boolean> {
    return spendBy(this, spending, key, marks);
  }

  /**
   * Runs `work` in one transaction: all of it is committed when the promise resolves, none when it rejects.
   * `work` may run again when the database made it lose to another (deadlock), so it must have no other effect.
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.retrying(async (runner) => {
      await runner.startTransaction();
      try {
        const result = await work(new Transaction(runner));
        await runner.commitTransaction();
        return result;
      } catch (error) {
        await runner.rollbackTransaction().catch(() => undefined);
        throw error;
      }
    });
  }

  /**
   * As `transaction`, in one that concurrent callers may share: one flush for all of them. For work that waits for
   * nothing but its statements.
   */
  together<T>(work: (within: Statements) => Promise<T>): Promise<T> {
    return this.commits.run(work);
  }

  /** TypeORM's repository of an entity, for the `*.repository.ts` files. */
  repository<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
    return this.dataSource.getRepository(entity);
  }

  private async retrying<T>(work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const runner = this.dataSource.createQueryRunner();
      try {
        return await work(runner);
      } catch (error) {
        if (attempt === ATTEMPTS || !isConflictWorthRetrying(error)) throw error;
      } finally {
        await runner.release();
      }
    }
  }
}

async function spendBy(
  statements: Pick<Statements, 'affected'>,
  spending: Spending,
  key: string,
  marks: readonly SqlValue[],
): Promise<boolean> {
  const { sql, values } = spendOne(spending, key, marks);
  return (await statements.affected(sql, values)) === 1;
}
