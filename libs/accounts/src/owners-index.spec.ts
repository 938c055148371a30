import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { AccountRepository } from './account.repository.js';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

describe('The owners, among a million people', () => {
  it.each(['lockOwners', 'countOwners'] as const)('are found by an index: %s', async (method) => {
    const { database } = opened;
    const asked = [vi.spyOn(database, 'affected'), vi.spyOn(database, 'row')];
    await new AccountRepository(database)[method](database);
    const [sql = ''] = asked.flatMap(({ mock }) => mock.calls.map(([statement]) => statement));
    const explain = database.dialect === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
    expect(JSON.stringify(await database.rows(`${explain} ${sql}`))).toContain('accounts_admin_role');
  });
});
