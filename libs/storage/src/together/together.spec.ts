import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import type { Database } from '../database.js';
import { isUniqueViolation } from '../database-errors.js';
import type { Statements } from '../statements.js';
import type { Spending } from './spending.js';

let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await openTestDatabase();
  database = test.database;
});
afterAll(() => test.close());
beforeEach(async () => {
  await database.affected('DELETE FROM settings');
});

const add = (within: Statements, name: string) =>
  within.affected('INSERT INTO settings (name, value, version, feed_version) VALUES (?, ?, 1, 0)', [
    name,
    name,
  ]);
const spend = (within: Statements, name: string) =>
  within.affected('UPDATE settings SET version = 2 WHERE name = ? AND version = 1', [name]);
const SETTING: Spending = {
  table: 'settings',
  key: 'name',
  marks: ['version', 'value'],
  unspent: 'version = 1',
};
const names = async () =>
  (await database.rows<{ name: string }>('SELECT name FROM settings ORDER BY name')).map((row) => row.name);
const statuses = (settled: readonly PromiseSettledResult<unknown>[]) =>
  settled.map(({ status }) => status[0]).join('');

describe('Work of concurrent requests that is committed together', () => {
  it('is all there, each with its own result', async () => {
    const numbers = Array.from({ length: 120 }, (_, n) => n);
    const results = await Promise.all(
      numbers.map((n) =>
        database.together(async (within) => {
          await add(within, `n${n}`);
          return n;
        }),
      ),
    );
    expect(results).toEqual(numbers);
    expect(await names()).toHaveLength(120);
  });

  it('lets only those fail that fail: the others are there, and nothing of the failed', async () => {
    const settled = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        database.together(async (within) => {
          await add(within, `n${n}`);
          if (n % 5 === 0) throw new Error('changed its mind');
        }),
      ),
    );
    expect(statuses(settled)).toBe('rffff'.repeat(4));
    expect(await names()).toHaveLength(16);
  });

  it('lets a row that is there already fail only the one that adds it', async () => {
    await add(database, 'there');
    const settled = await Promise.allSettled(
      ['a', 'there', 'b'].map((name) => database.together((within) => add(within, name))),
    );
    expect(statuses(settled)).toBe('frf');
    expect(isUniqueViolation((settled[1] as PromiseRejectedResult).reason)).toBe(true);
    expect(await names()).toEqual(['a', 'b', 'there']);
  });

  it('spends a thing once, however many of them try', async () => {
    await add(database, 'code');
    const settled = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) =>
        database.together(async (within) => {
          if ((await spend(within, 'code')) !== 1) throw new Error('spent by another');
          await add(within, `token ${n}`);
        }),
      ),
    );
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await names()).toHaveLength(2);
  });

  it('spends many things by one statement, each with its own mark', async () => {
    const all = Array.from({ length: 20 }, (_, n) => `n${n}`);
    for (const name of all) await add(database, name);
    const spent = await Promise.all(
      all.map((name) => database.together((within) => within.spend(SETTING, name, [2, `by ${name}`]))),
    );
    expect(spent).toEqual(all.map(() => true));
    const rows = await database.rows<{ name: string; value: string }>('SELECT name, value FROM settings');
    expect(rows.every(({ name, value }) => value === `by ${name}`)).toBe(true);
  });

  it('tells exactly those who were too late that it was spent', async () => {
    for (const name of ['a', 'b', 'c']) await add(database, name);
    await database.spend(SETTING, 'b', [2, 'before']);
    const spent = await Promise.all(
      ['a', 'b', 'c', 'a', 'none'].map((name, n) =>
        database.together((within) => within.spend(SETTING, name, [2, `attempt ${n}`])),
      ),
    );
    expect(spent).toEqual([true, false, true, false, false]);
    const rows = await database.rows<{ value: string }>('SELECT value FROM settings ORDER BY name');
    expect(rows.map(({ value }) => value)).toEqual(['attempt 0', 'before', 'attempt 2']);
  });

  it('lets an attempt that asks again recognise its own', async () => {
    await add(database, 'a');
    const spend = (value: string) => database.spend({ ...SETTING, attempt: 'value' }, 'a', [2, value]);
    expect([await spend('mine'), await spend('other'), await spend('mine')]).toEqual([true, false, true]);
  });

  it('keeps apart what one of them adds and what the other reads by a key', async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        database.together(async (within) => {
          await add(within, `n${n}`);
          const row = await within.lookup<{ value: string }>('SELECT value FROM settings WHERE name = ?', [
            `n${n}`,
          ]);
          expect(row?.value).toBe(`n${n}`);
        }),
      ),
    );
  });
});

describe('Lookups of concurrent requests', () => {
  it('give each its own row, or none; the same to those who ask for the same', async () => {
    for (const name of ['a', 'A', 'a ', '"', 'á']) await add(database, name);
    const asked = ['a', 'A', 'none', 'a ', '"', 'a', 'á', ''];
    const found = await Promise.all(
      asked.map((name) =>
        database.lookup<{ value: string }>('SELECT value FROM settings WHERE name = ?', [name]),
      ),
    );
    expect(found).toEqual(
      ['a', 'A', undefined, 'a ', '"', 'a', 'á', undefined].map((value) => value && { value }),
    );
  });

  it('take a key of several columns', async () => {
    for (const name of ['a', 'b']) await add(database, name);
    const keys = [
      ['a', 'a'],
      ['a', 'b'],
      ['b', 'b'],
    ];
    const found = await Promise.all(
      keys.map((key) =>
        database.lookup<{ name: string }>('SELECT * FROM settings WHERE name = ? AND value = ?', key),
      ),
    );
    expect(found.map((row) => row?.name)).toEqual(['a', undefined, 'b']);
    expect(Object.keys(found[0] ?? {})).toEqual(['name', 'value', 'version', 'feed_version']);
  });

  it('see what was committed before they were asked', async () => {
    for (let n = 0; n < 20; n += 1) {
      const others = Array.from({ length: 5 }, () =>
        database.lookup('SELECT value FROM settings WHERE name = ?', ['other']),
      );
      await add(database, `n${n}`);
      expect(await database.lookup('SELECT value FROM settings WHERE name = ?', [`n${n}`])).toBeDefined();
      await Promise.all(others);
    }
  });

  it('give each its own row when they are very many', async () => {
    for (let n = 0; n < 120; n += 2) await add(database, `n${n}`);
    const found = await Promise.all(
      Array.from({ length: 120 }, (_, n) =>
        database.lookup<{ value: string }>('SELECT value FROM settings WHERE name = ?', [`n${n}`]),
      ),
    );
    expect(found.map((row) => row?.value)).toEqual(found.map((_, n) => (n % 2 === 0 ? `n${n}` : undefined)));
  });

  it('leave those of another statement alone when they fail', async () => {
    await add(database, 'a');
    const settled = await Promise.allSettled([
      database.lookup('SELECT value FROM settings WHERE name = ?', ['a']),
      database.lookup('SELECT value FROM nowhere WHERE name = ?', ['a']),
      database.lookup('SELECT name FROM settings WHERE name = ?', ['a']),
    ]);
    expect(statuses(settled)).toBe('frf');
  });

  it('fail together, and the next are fine', async () => {
    const bad = () => database.lookup('SELECT value FROM nowhere WHERE name = ?', ['a']);
    const settled = await Promise.allSettled([bad(), bad()]);
    expect(statuses(settled)).toBe('rr');
    await expect(bad()).rejects.toThrow();
    expect(await database.lookup('SELECT value FROM settings WHERE name = ?', ['a'])).toBeUndefined();
  });
});
