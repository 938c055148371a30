import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabaseUrl, type TestDatabaseUrl } from '../../../test/support/database-url.js';
import { allEntities } from '../../../test/support/entities.js';
import { openDataSource } from './open-data-source.js';

describe('the schema', () => {
  let fresh: TestDatabaseUrl;
  let dataSource: DataSource;

  beforeAll(async () => {
    fresh = await freshDatabaseUrl();
    dataSource = await openDataSource(fresh.url, allEntities);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await fresh.remove();
  });

  it('is the same whether it comes from the migrations or from the entities', async () => {
    const difference = await dataSource.driver.createSchemaBuilder().log();
    expect(difference.upQueries.map((query) => query.query)).toEqual([]);
  });

  it('is migrated by one process when several start together on an empty database', async () => {
    const empty = await freshDatabaseUrl();
    const opened = await Promise.all(Array.from({ length: 4 }, () => openDataSource(empty.url, allEntities)));
    const applied = await opened[0]!.query('SELECT name FROM migrations');
    expect(applied).toHaveLength(dataSource.migrations.length);
    for (const each of opened) await each.destroy();
    await empty.remove();
  });

  it('goes back as well as forth', async () => {
    for (const _ of dataSource.migrations) await dataSource.undoLastMigration();
    await dataSource.runMigrations();
    expect((await dataSource.driver.createSchemaBuilder().log()).upQueries).toEqual([]);
  });
});
