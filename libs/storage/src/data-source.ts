import { DataSource, type DataSourceOptions, type EntitySchema } from 'typeorm';
import { storageEntities } from './entities/index.js';
import { migrations } from './migrations/index.js';
import { askDirectly } from './mysql/direct-query-runner.js';
import { CollationRefused, readMysqlServer } from './mysql/mysql-server.js';
import { isolateQueryRunners } from './sqlite/isolated-query-runner.js';
import { SqliteConnection } from './sqlite/sqlite-driver.js';

export type EntityClass = (new () => object) | EntitySchema;

/** Connections of one process. Twice as many measured slower. */
const POOL_SIZE = 10;
/** Of all processes of a machine, unless they are so many that each would have too few: a database takes 151 by default. */
const POOL_SIZES = 80;
const LEAST_POOL_SIZE = 4;

/** The connections of each of so many processes. */
export function poolSize(workers: number): number {
  return Math.min(POOL_SIZE, Math.max(LEAST_POOL_SIZE, Math.floor(POOL_SIZES / workers)));
}

function sqliteOptions(file: string): DataSourceOptions {
  return {
    type: 'better-sqlite3',
    driver: SqliteConnection,
    database: file,
    prepareDatabase: (connection: SqliteConnection) => {
      connection.pragma('journal_mode = WAL');
      // NORMAL may forget the last commits when the power fails, and a spent code would be good again.
      connection.pragma('synchronous = FULL');
      // SQLite's own wait for another process would block the event loop; the query runner waits instead.
      connection.pragma('busy_timeout = 0');
    },
  };
}

async function mysqlOptions(url: string, workers: number): Promise<DataSourceOptions> {
  const server = await readMysqlServer(url);
  if (server.collation !== server.wantedCollation) throw new CollationRefused(server);
  return {
    type: server.product,
    url,
    poolSize: poolSize(workers),
    supportBigNumbers: true,
    bigNumberStrings: false,
    charset: 'utf8mb4',
    timezone: 'Z',
    // mysql2 would keep the stack of each statement, in case it fails: a twentieth of what a code flow costs.
    trace: false,
  };
}

/** One lost update is prevented by conditional statements, so the gap locks of REPEATABLE READ only cost. */
const READ_COMMITTED = 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED';

/** On each connection that the pool makes, and on the one that it has made to connect. */
async function readCommitted(dataSource: DataSource): Promise<void> {
  const { pool } = dataSource.driver as unknown as {
    pool: { on(event: 'connection', listener: (connection: { query(sql: string): void }) => void): void };
  };
  pool.on('connection', (connection) => {
    connection.query(READ_COMMITTED);
  });
  await dataSource.query(READ_COMMITTED);
}

/**
 * A data source for `sqlite:FILE` or `mysql://…`, not yet connected.
 *
 * @param workers the processes of this machine that have one each
 * @throws CollationRefused when the MySQL database would hold 'a' and 'A' to be equal.
 */
export async function createDataSource(
  url: string,
  entities: readonly EntityClass[],
  workers = 1,
): Promise<DataSource> {
  const engine = url.startsWith('sqlite:')
    ? sqliteOptions(url.slice('sqlite:'.length))
    : await mysqlOptions(url, workers);
  const dataSource = new DataSource({
    ...engine,
    entities: [...storageEntities, ...entities],
    migrations: [...migrations],
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
  });
  return engine.type === 'better-sqlite3' ? isolateQueryRunners(dataSource) : askDirectly(dataSource);
}

/** Connects. */
export async function connect(dataSource: DataSource): Promise<DataSource> {
  await dataSource.initialize();
  if (dataSource.options.type !== 'better-sqlite3') await readCommitted(dataSource);
  return dataSource;
}
