import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';

describe('a lease', () => {
  let test: TestDatabase;
  let other: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase();
    other = await test.again();
  });
  afterAll(async () => {
    await other.close();
    await test.close();
  });

  it('lets one process at a time in', async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sleep(10);
      inside -= 1;
    };
    await Promise.all([test, other, test, other].map((process) => process.lease.run('one', work)));
    expect(most).toBe(1);
  });

  it('is given back when the work fails', async () => {
    await expect(test.lease.run('fails', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await other.lease.tryRun('fails', async () => {})).toBe(true);
  });

  it('is not waited for by those who only try', async () => {
    await test.lease.run('held', async () => {
      expect(await other.lease.tryRun('held', async () => {})).toBe(false);
    });
  });
});
