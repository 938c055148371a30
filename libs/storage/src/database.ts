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

/** The statements of one transaction; inside it, use these and no others. */
export class Transaction implements Statements {
  constructor(private readonly runner: QueryRunner) {}

  rows<R>(sql: string, values: readonly SqlValue[] = []): Promise<R[]> {
    return this.runner.query(sql, [...values]) as Promise<R[]>;
  }

  async row<R>(sql: string, values: readonly SqlValue[] = []): Promise<R | undefined> {
    return (await this.rows<R>(sql, values))[0];
  }

  async affected(sql: string, values: readonly SqlValue[] = []): Promise<number> {
    return (await this.runner.query(sql, [...values], true)).affected ?? 0;
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

  constructor(private readonly dataSource: DataSource) {
    this.dialect = dataSource.options.type === 'better-sqlite3' ? 'sqlite' : 'mysql';
  }

  rows<R>(sql: string, values: readonly SqlValue[] = []): Promise<R[]> {
    return this.dataSource.query(sql, [...values]);
  }

  async row<R>(sql: string, values: readonly SqlValue[] = []): Promise<R | undefined> {
    return (await this.rows<R>(sql, values))[0];
  }

  affected(sql: string, values: readonly SqlValue[] = []): Promise<number> {
    return this.retrying(async (runner) => (await runner.query(sql, [...values], true)).affected ?? 0);
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
