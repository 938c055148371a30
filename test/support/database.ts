import { Clock } from '#libs/clock';
import { ChangeFeed, Database, Lease, openDataSource } from '#libs/storage';
import { freshDatabaseUrl } from './database-url.js';
import { allEntities } from './entities.js';

/** A migrated database of the engine under test, with what is built on it. */
export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  readonly changeFeed: ChangeFeed;
  readonly lease: Lease;
  /** The same database as another process sees it. */
  again(): Promise<TestDatabase>;
  close(): Promise<void>;
}

async function open(url: string, remove: () => Promise<void>): Promise<TestDatabase> {
  const dataSource = await openDataSource(url, allEntities);
  const database = new Database(dataSource);
  const changeFeed = new ChangeFeed(database);
  return {
    url,
    database,
    changeFeed,
    lease: new Lease(database, new Clock()),
    again: () => open(url, async () => {}),
    close: async () => {
      changeFeed.onModuleDestroy();
      await dataSource.destroy();
      await remove();
    },
  };
}

/** Opens a fresh one. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { url, remove } = await freshDatabaseUrl();
  return open(url, remove);
}
