import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { QueryFailedError, QueryResult } from 'typeorm';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import type { SqliteConnection } from './sqlite-driver.js';
import { Turns } from './turns.js';

const require = createRequire(import.meta.url);
const { BetterSqlite3QueryRunner } =
  require('typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner') as typeof import('typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js');

const STATEMENT_CACHE_SIZE = 500;

type PreparedStatement = ReturnType<SqliteConnection['prepare']>;

/** How long a statement waits for another process that is writing. */
const BUSY_PATIENCE_MS = 10_000;
const SQLITE_BUSY = 5;

/** Runs `work` again while another process holds the file. SQLite's own wait would block the event loop. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + BUSY_PATIENCE_MS;
  for (let pause = 1; ; pause = Math.min(pause * 2, 16)) {
    try {
      return await work();
    } catch (error) {
      const code =
        error instanceof QueryFailedError ? (error.driverError as { errcode?: number }).errcode : undefined;
      if (code === undefined || (code & 0xff) !== SQLITE_BUSY || performance.now() > deadline) throw error;
    }
    await sleep(pause * (0.5 + Math.random()));
  }
}

/** What all query runners of one data source share. */
class SharedConnection {
  readonly turns = new Turns();
  private readonly statements = new Map<string, PreparedStatement>();

  constructor(readonly driver: BetterSqlite3Driver) {}

  /** A prepared statement, kept for the next time; the oldest makes room. */
  prepare(sql: string): PreparedStatement {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement: PreparedStatement = this.driver.databaseConnection.prepare(sql);
    this.statements.set(sql, statement);
    if (this.statements.size > STATEMENT_CACHE_SIZE) {
      for (const oldest of this.statements.keys()) {
        this.statements.delete(oldest);
        break;
      }
    }
    return statement;
  }
}

/**
 * One unit of work on the shared SQLite connection. TypeORM's own driver has a single query runner for all,
 * so that a transaction open across an `await` swallows the statements of other requests; this one gives
 * each transaction the connection alone, and begins it IMMEDIATE, so that a second process waits instead of
 * failing at its first write.
 */
class IsolatedQueryRunner extends BetterSqlite3QueryRunner {
  constructor(private readonly shared: SharedConnection) {
    super(shared.driver);
  }

  // biome-ignore lint/suspicious/noExplicitAny: the signature is TypeORM's.
  override async query(sql: string, parameters: any[] = [], structured = false): Promise<any> {
    const text = sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql;
    const result = await patiently(() => this.shared.turns.run(this, () => this.execute(text, parameters)));
    return structured ? result : result.raw;
  }

  override async startTransaction(isolation?: Parameters<QueryRunner['startTransaction']>[0]): Promise<void> {
    const outermost = this.transactionDepth === 0;
    if (outermost) await this.shared.turns.enter(this);
    try {
      await super.startTransaction(isolation);
    } catch (error) {
      if (outermost) {
        this.isTransactionActive = false;
        this.shared.turns.leave(this);
      }
      throw error;
    }
  }

  override async commitTransaction(): Promise<void> {
    await super.commitTransaction();
    if (this.transactionDepth === 0) this.shared.turns.leave(this);
  }

  override async rollbackTransaction(): Promise<void> {
    try {
      await super.rollbackTransaction();
    } finally {
      if (this.transactionDepth === 0) this.shared.turns.leave(this);
    }
  }

  override async release(): Promise<void> {
    if (this.isTransactionActive) {
      this.isTransactionActive = false;
      this.transactionDepth = 0;
      await this.shared.turns.run(this, () => this.execute('ROLLBACK', [])).catch(() => undefined);
    }
    this.shared.turns.leave(this);
    return super.release();
  }

  /** Runs to its end without an await: that is what keeps it out of other people's transactions. */
  private execute(sql: string, parameters: readonly unknown[]): QueryResult {
    const bound = parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    try {
      const statement = this.shared.prepare(sql);
      const result = new QueryResult();
      if (statement.reader) {
        result.records = statement.all(...bound);
        result.raw = result.records;
      } else {
        const { changes, lastInsertRowid } = statement.run(...bound);
        result.affected = Number(changes);
        result.raw = lastInsertRowid;
      }
      return result;
    } catch (error) {
      throw new QueryFailedError(sql, [], error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** Makes every query runner of this SQLite data source a unit of work of its own. Call before `initialize`. */
export function isolateQueryRunners(dataSource: DataSource): DataSource {
  const driver = dataSource.driver as BetterSqlite3Driver;
  const shared = new SharedConnection(driver);
  driver.createQueryRunner = () => new IsolatedQueryRunner(shared);
  return dataSource;
}
