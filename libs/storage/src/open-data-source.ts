import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DataSource } from 'typeorm';
import { Clock } from '#libs/clock';
import { connect, createDataSource, type EntityClass } from './data-source.js';
import { Database } from './database.js';
import { ensureLeaseTable, Lease } from './lease.js';

/**
 * Connects, and brings the schema up to date; processes that start together take turns.
 *
 * @param workers the processes of this machine that do so
 */
export async function openDataSource(
  url: string,
  entities: readonly EntityClass[],
  workers = 1,
): Promise<DataSource> {
  if (url.startsWith('sqlite:')) await makeFolder(url.slice('sqlite:'.length));
  const dataSource = await connect(await createDataSource(url, entities, workers));
  const database = new Database(dataSource);
  await ensureLeaseTable(database);
  await new Lease(database, new Clock()).run('migrations', () => dataSource.runMigrations());
  return dataSource;
}

/** TypeORM would make it for everybody on the machine to read; one that is there keeps the operator's mode. */
async function makeFolder(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
}
