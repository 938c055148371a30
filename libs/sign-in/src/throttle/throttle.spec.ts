import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Clock } from '#libs/clock';
import { Vault } from '#libs/secrets';
import type { Database, SqlValue, Statements } from '#libs/storage';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { Throttle } from './throttle.js';
import { ThrottleRepository } from './throttle.repository.js';

let test: TestDatabase;
let database: Database;
let throttle: Throttle;
let now = 1_700_000_000;

class TestClock extends Clock {
  override nowMs() {
    return now * 1000;
  }
}

beforeAll(async () => {
  test = await openTestDatabase();
  database = test.database;
  throttle = new Throttle(
    database,
    new ThrottleRepository(database),
    new Vault(['k'.repeat(32)]),
    new TestClock(),
  );
});
afterAll(() => test.close());
beforeEach(() => database.affected('DELETE FROM sign_in_throttles'));

const narrow = { subject: 'narrow', most: 3, forgiving: true };
const wide = { subject: 'wide', most: 5, forgiving: false };
const attempts = async () =>
  (await database.rows<{ attempts: number }>('SELECT attempts FROM sign_in_throttles ORDER BY attempts')).map(
    (row) => row.attempts,
  );

describe('Counting attempts', () => {
  it('lets so many be made in a window, and tells how long the rest must wait', async () => {
    for (let n = 0; n < 3; n += 1) expect(await throttle.reserve([narrow])).toBeUndefined();
    now += 60;
    expect(await throttle.reserve([narrow])).toBe(840);
    now += 839;
    expect(await throttle.reserve([narrow])).toBe(1);
    now += 1;
    for (let n = 0; n < 3; n += 1) expect(await throttle.reserve([narrow])).toBeUndefined();
    expect(await throttle.reserve([narrow])).toBe(900);
  });

  it('lets exactly so many of two hundred at once be made', async () => {
    const results = await Promise.all(Array.from({ length: 200 }, () => throttle.reserve([narrow])));
    expect(results.filter((result) => result === undefined)).toHaveLength(3);
  });

  it('refuses nobody because another began the window at that moment', async () => {
    const rows = new ThrottleRepository(database);
    const reserve = (within: Statements) => rows.reserve('key', 3, now, now + 900, within);
    let overtaken = false;
    const slow: Statements = Object.assign(Object.create(database), {
      async affected(sql: string, values: readonly SqlValue[]) {
        const count = await database.affected(sql, values);
        if (!overtaken) await reserve(database);
        overtaken = true;
        return count;
      },
    });
    expect(await reserve(slow)).toBeUndefined();
    expect(await attempts()).toEqual([2]);
  });

  it('lets exactly so many of two hundred at once be made when a window has just ended', async () => {
    for (let n = 0; n < 3; n += 1) await throttle.reserve([narrow]);
    now += 900;
    const results = await Promise.all(Array.from({ length: 200 }, () => throttle.reserve([narrow])));
    expect(results.filter((result) => result === undefined)).toHaveLength(3);
  });

  it('counts under every limit or under none', async () => {
    for (let n = 0; n < 6; n += 1) await throttle.reserve([wide, narrow]);
    expect(await attempts()).toEqual([3, 3]);
  });

  it('takes back an attempt that wasn’t made', async () => {
    await throttle.reserve([wide, narrow]);
    await throttle.reserve([wide, narrow]);
    await throttle.giveBack([wide, narrow]);
    expect(await attempts()).toEqual([1, 1]);
    await throttle.giveBack([narrow]);
    await throttle.giveBack([narrow]);
    expect(await attempts()).toEqual([0, 1]);
  });

  it('forgives after a success where a name is guessed, and takes only that one back elsewhere', async () => {
    for (let n = 0; n < 3; n += 1) await throttle.reserve([wide, narrow]);
    await throttle.succeeded([wide, narrow], database);
    expect(await attempts()).toEqual([2]);
    expect(await throttle.reserve([narrow])).toBeUndefined();
  });

  it('keeps no name that was tried', async () => {
    await throttle.reserve([{ subject: 'name alice@example.com', most: 3, forgiving: true }]);
    expect(JSON.stringify(await database.rows('SELECT * FROM sign_in_throttles'))).not.toContain('alice');
  });

  it('forgets windows that are over, in small batches', async () => {
    for (let n = 0; n < 5; n += 1) await throttle.reserve([{ ...narrow, subject: `s${n}` }]);
    now += 900;
    await throttle.reserve([narrow]);
    expect([await throttle.removeExpired(3), await throttle.removeExpired(3)]).toEqual([3, 2]);
    expect(await throttle.removeExpired(3)).toBe(0);
    expect(await attempts()).toEqual([1]);
  });
});
