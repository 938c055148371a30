import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Clock } from '#libs/clock';
import type { Database } from '#libs/storage';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { OneTimeTokenRepository } from './one-time-token.repository.js';
import { OneTimeTokens } from './one-time-tokens.js';

let test: TestDatabase;
let database: Database;
let tokens: OneTimeTokens;
let now = 1_700_000_000;

class TestClock extends Clock {
  override nowMs() {
    return now * 1000;
  }
}

beforeAll(async () => {
  test = await openTestDatabase();
  database = test.database;
  tokens = new OneTimeTokens(database, new TestClock(), new OneTimeTokenRepository(database));
});
afterAll(() => test.close());
beforeEach(() => database.affected('DELETE FROM one_time_tokens'));

const spend = (purpose: 'set_up' | 'invitation', token: string) =>
  database.transaction((tx) => tokens.spend(purpose, token, tx));

describe('A one-time link', () => {
  it('is stored as a hash only', async () => {
    const token = await tokens.issue('invitation', 'alice', 60);
    expect(JSON.stringify(await database.rows('SELECT * FROM one_time_tokens'))).not.toContain(token);
  });

  it('can be looked at often, and spent once, by one of fifty at once', async () => {
    const token = await tokens.issue('invitation', 'alice', 60);
    expect(await tokens.peek('invitation', token)).toEqual({ account_id: 'alice', expires_at: now + 60 });
    expect(await tokens.peek('invitation', token)).toBeDefined();
    const spent = await Promise.all(Array.from({ length: 50 }, () => spend('invitation', token)));
    expect(spent.filter(Boolean)).toEqual([{ account_id: 'alice', expires_at: now + 60 }]);
    expect(await tokens.peek('invitation', token)).toBeUndefined();
  });

  it('serves no other purpose', async () => {
    const token = await tokens.issue('invitation', 'alice', 60);
    expect(await tokens.peek('set_up', token)).toBeUndefined();
    expect(await spend('set_up', token)).toBeUndefined();
    expect(await spend('invitation', token)).toBeDefined();
  });

  it('ends at its time', async () => {
    const token = await tokens.issue('set_up', null, 60);
    now += 59;
    expect(await tokens.peek('set_up', token)).toEqual({ account_id: null, expires_at: now + 1 });
    now += 1;
    expect(await tokens.peek('set_up', token)).toBeUndefined();
    expect(await spend('set_up', token)).toBeUndefined();
  });

  it('is not spent when what it allowed fails', async () => {
    const token = await tokens.issue('invitation', 'alice', 60);
    const failing = database.transaction(async (tx) => {
      await tokens.spend('invitation', token, tx);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await spend('invitation', token)).toBeDefined();
  });

  it('can be withdrawn: those of a person, or those for nobody yet', async () => {
    const [alice, bob, nobody] = [
      await tokens.issue('invitation', 'alice', 60),
      await tokens.issue('invitation', 'bob', 60),
      await tokens.issue('set_up', null, 60),
    ];
    await tokens.withdraw('invitation', 'alice');
    expect(await tokens.peek('invitation', alice)).toBeUndefined();
    expect(await tokens.peek('invitation', bob)).toBeDefined();
    await tokens.withdraw('invitation', null);
    expect(await tokens.peek('set_up', nobody)).toBeDefined();
    expect(await tokens.peek('invitation', bob)).toBeDefined();
    await tokens.withdraw('set_up', null);
    expect(await tokens.peek('set_up', nobody)).toBeUndefined();
    expect(await tokens.peek('invitation', bob)).toBeDefined();
  });

  it('is removed in small batches once expired', async () => {
    for (let n = 0; n < 5; n += 1) await tokens.issue('invitation', `a${n}`, 60);
    now += 60;
    const alive = await tokens.issue('invitation', 'alice', 60);
    expect([
      await tokens.removeExpired(3),
      await tokens.removeExpired(3),
      await tokens.removeExpired(3),
    ]).toEqual([3, 2, 0]);
    expect(await tokens.peek('invitation', alive)).toBeDefined();
  });
});
