import type { DataSource } from 'typeorm';
import { Clock } from '#libs/clock';
import { connect, createDataSource, type EntityClass } from './data-source.js';
import { Database } from './database.js';
import { ensureLeaseTable, Lease } from './lease.js';

/** Connects, and brings the schema up to date; processes that start together take turns. */
export async function openDataSource(url: string, entities: readonly EntityClass[]): Promise<DataSource> {
  const dataSource = await connect(await createDataSource(url, entities));
  const database = new Database(dataSource);
  await ensureLeaseTable(database);
  await new Lease(database, new Clock()).run('migrations', () => dataSource.runMigrations());
  return dataSource;
}
