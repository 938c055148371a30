import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import type { Database, Transaction } from './database.js';
import { isUniqueViolation } from './database-errors.js';
import type { Statements } from './statements.js';

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

const add = (on: Statements, name: string) =>
  on.affected('INSERT INTO settings (name, value, version, feed_version) VALUES (?, ?, 1, 0)', [name, 'x']);
const names = async () =>
  (await database.rows<{ name: string }>('SELECT name FROM settings ORDER BY name')).map((row) => row.name);
const soon = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('transactions of concurrent requests', () => {
  it('leave a plain write standing that was made while another transaction was open and then rolled back', async () => {
    const rolledBack = database.transaction(async (tx) => {
      await add(tx, 'A');
      await soon();
      throw new Error('changed its mind');
    });
    const plain = soon().then(() => add(database, 'B'));
    await expect(rolledBack).rejects.toThrow('changed its mind');
    await plain;
    expect(await names()).toEqual(['B']);
  });

  it('leave a committed transaction standing that overlapped one that was rolled back', async () => {
    const open = (name: string, fails: boolean) =>
      database.transaction(async (tx) => {
        await add(tx, name);
        await soon();
        if (fails) throw new Error('no');
      });
    const results = await Promise.allSettled([open('C', false), open('D', true), open('E', false)]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await names()).toEqual(['C', 'E']);
  });

  it('see nothing of what another has not committed', async () => {
    let seen: string[] = [];
    await database.transaction(async (tx) => {
      await add(tx, 'F');
      const reading = names().then((value) => {
        seen = value;
      });
      if (database.dialect === 'mysql') await reading;
      else void reading;
      expect(seen).toEqual([]);
    });
  });

  it('read what others have committed, on every connection', async () => {
    if (database.dialect === 'sqlite') return;
    const isolation = () =>
      database.row<{ isolation: string }>('SELECT @@tx_isolation AS isolation, SLEEP(0.05) AS slept');
    const levels = await Promise.all(Array.from({ length: 30 }, isolation));
    expect(new Set(levels.map((level) => level?.isolation))).toEqual(new Set(['READ-COMMITTED']));
  });

  it('keep each its own when two hundred run at once', async () => {
    const work = (n: number) =>
      database.transaction(async (tx: Transaction) => {
        await add(tx, `n${n}`);
        if (n % 2) throw new Error('odd');
      });
    await Promise.allSettled(Array.from({ length: 200 }, (_, n) => work(n)));
    expect(await names()).toHaveLength(100);
  });
});

describe('a conditional statement', () => {
  it('lets exactly one of fifty parallel attempts win', async () => {
    await add(database, 'once');
    const attempts = await Promise.all(
      Array.from({ length: 50 }, () =>
        database.affected('UPDATE settings SET version = 2 WHERE name = ? AND version = 1', ['once']),
      ),
    );
    expect(attempts.filter((affected) => affected === 1)).toHaveLength(1);
    expect(attempts.filter((affected) => affected === 0)).toHaveLength(49);
  });
});

describe('values', () => {
  it.each(['abc', 'ABC', 'abc ', 'ábc', 'a\u0301bc'])(
    'keeps %j apart from what only looks like it',
    async (name) => {
      await add(database, 'abc-base');
      await database.affected('UPDATE settings SET name = ? WHERE name = ?', [name, 'abc-base']);
      expect(await database.rows('SELECT name FROM settings WHERE name = ?', ['abc'])).toHaveLength(
        name === 'abc' ? 1 : 0,
      );
    },
  );

  it('come back as they were: text with every kind of character, whole numbers as numbers', async () => {
    const text = 'x\'"\\;--\u{1F600}\n';
    await database.affected('INSERT INTO settings (name, value, version, feed_version) VALUES (?, ?, ?, ?)', [
      'odd',
      text,
      7,
      1_700_000_000_123,
    ]);
    expect(await database.row('SELECT value, version, feed_version FROM settings')).toEqual({
      value: text,
      version: 7,
      feed_version: 1_700_000_000_123,
    });
  });

  it('tell a unique violation from other failures', async () => {
    await add(database, 'twice');
    expect(isUniqueViolation(await add(database, 'twice').catch((error) => error))).toBe(true);
    expect(
      isUniqueViolation(await database.rows('SELECT nothing FROM nowhere').catch((error) => error)),
    ).toBe(false);
  });
});
