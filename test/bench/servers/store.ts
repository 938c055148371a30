import { createRequire, isBuiltin } from 'node:module';
import { createPool, type Pool, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';

export type Row = Record<string, unknown>;
type Value = string | number | null;
type Write = (sql: string, values: readonly Value[]) => Promise<void>;

/** How the floor and the peer reach the database: the driver and the size of the pool are Portico's. */
export interface Store {
  readonly dialect: 'mysql' | 'sqlite';
  /** What was asked of it since it was opened. */
  readonly counts: { reads: number; commits: number };
  read(sql: string, values: readonly Value[]): Promise<Row | undefined>;
  /** A commit of its own. */
  write: Write;
  /** One commit. */
  transaction(work: (write: Write) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

const POOL_SIZE = 10;

/** @param url `sqlite:FILE` or `mysql://…` */
export function openStore(url: string): Store {
  return url.startsWith('sqlite:') ? new SqliteStore(url.slice('sqlite:'.length)) : new MysqlStore(url);
}

class MysqlStore implements Store {
  readonly dialect = 'mysql';
  readonly counts = { reads: 0, commits: 0 };
  private readonly pool: Pool;

  constructor(uri: string) {
    this.pool = createPool({ uri, connectionLimit: POOL_SIZE, charset: 'utf8mb4', trace: false });
    this.pool.on('connection', (connection) => {
      void connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
    });
  }

  async read(sql: string, values: readonly Value[]): Promise<Row | undefined> {
    this.counts.reads += 1;
    const [rows] = await this.pool.query<RowDataPacket[]>(sql, [...values]);
    return rows[0];
  }

  async write(sql: string, values: readonly Value[]): Promise<void> {
    this.counts.commits += 1;
    await this.pool.query<ResultSetHeader>(sql, [...values]);
  }

  async transaction(work: (write: Write) => Promise<void>): Promise<void> {
    this.counts.commits += 1;
    const connection = await this.pool.getConnection();
    try {
      await connection.query('START TRANSACTION');
      await work(async (sql, values) => {
        await connection.query(sql, [...values]);
      });
      await connection.query('COMMIT');
    } finally {
      connection.release();
    }
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}

interface Statement {
  all(...values: Value[]): Row[];
  run(...values: Value[]): unknown;
}
interface NativeDatabase {
  prepare(sql: string): Statement;
  exec(sql: string): void;
  close(): void;
}

/** Every call runs to its end without an await, so that nobody gets into another's transaction. */
class SqliteStore implements Store {
  readonly dialect = 'sqlite';
  readonly counts = { reads: 0, commits: 0 };
  private readonly database: NativeDatabase;
  private readonly statements = new Map<string, Statement>();

  constructor(file: string) {
    const require = createRequire(import.meta.url);
    const { DatabaseSync } = require(isBuiltin('node:sqlite') ? 'node:sqlite' : '@photostructure/sqlite');
    this.database = new DatabaseSync(file) as NativeDatabase;
    this.database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  }

  async read(sql: string, values: readonly Value[]): Promise<Row | undefined> {
    this.counts.reads += 1;
    return this.prepare(sql).all(...values)[0];
  }

  async write(sql: string, values: readonly Value[]): Promise<void> {
    this.counts.commits += 1;
    this.prepare(sql).run(...values);
  }

  /** What `work` writes is gathered first, and run between BEGIN and COMMIT at one go. */
  async transaction(work: (write: Write) => Promise<void>): Promise<void> {
    this.counts.commits += 1;
    const writes: (readonly [string, readonly Value[]])[] = [];
    await work(async (sql, values) => {
      writes.push([sql, values]);
    });
    this.prepare('BEGIN IMMEDIATE').run();
    for (const [sql, values] of writes) this.prepare(sql).run(...values);
    this.prepare('COMMIT').run();
  }

  async close(): Promise<void> {
    this.database.close();
  }

  private prepare(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.database.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }
}
