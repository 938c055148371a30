import { Logger } from '@nestjs/common';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  type MockInstance,
  vi,
} from 'vitest';
import { Clock } from '#libs/clock';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { RefusalRepository } from './refusal.repository.js';
import { Refusals } from './refusals.js';

class SetClock extends Clock {
  ms = 1_700_000_000_000;
  override nowMs() {
    return this.ms;
  }
}

let db: TestDatabase;
let rows: RefusalRepository;
let refusals: Refusals;
const clock = new SetClock();
beforeAll(async () => {
  db = await openTestDatabase();
  rows = new RefusalRepository(db.database);
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.database.affected('DELETE FROM refusals');
  refusals = new Refusals(rows, clock);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await refusals.flush(); // so that nothing is written during the next test
});

const refusal = {
  error: 'invalid_grant',
  description: 'code was already redeemed',
  endpoint: '/oauth2/token',
};
const count = async () =>
  Number((await db.database.row<{ n: number }>('SELECT COUNT(*) AS n FROM refusals'))?.n);
/** A flood from many addresses, so that no address reaches its own limit. */
const flood = (total: number) => {
  for (let n = 0; n < total; n += 1) refusals.note({ ...refusal, ip: `10.0.${n >> 8}.${n & 255}` });
};
/** How many milliseconds after the one before it, or after this, each call came. */
const stepsOf = (calls: MockInstance<RefusalRepository['addAll']>) => {
  const times = [performance.now()];
  const call = calls.getMockImplementation() ?? RefusalRepository.prototype.addAll.bind(rows);
  calls.mockImplementation((...args) => {
    times.push(performance.now());
    return call(...args);
  });
  return () => times.slice(1).map((time, index) => time - times[index]!);
};

describe('A refusal', () => {
  const full = {
    ...refusal,
    rule: 'code.spent_once',
    facts: { grant_id: 'g1', attempts: 2 },
    client_id: 'demo',
    ip: '127.0.0.1',
    request_id: 'r1',
  };

  it('is found by its reference at once, before it is in the database', async () => {
    const reference = refusals.note(full);
    expect(reference).toMatch(/^[0-9A-Z]{8}$/);
    expect(await count()).toBe(0);
    expect(await refusals.find(reference)).toEqual({ ...full, reference, at_ms: clock.ms });
  });

  it('is the same from the database, in another process too', async () => {
    const reference = refusals.note(full);
    await refusals.flush();
    const elsewhere = new Refusals(rows, clock);
    expect(await elsewhere.find(reference.toLowerCase())).toEqual({ ...full, reference, at_ms: clock.ms });
  });

  it('needs only error, description and endpoint', async () => {
    const reference = refusals.note(refusal);
    await refusals.flush();
    expect(await refusals.find(reference)).toMatchObject({
      ...refusal,
      rule: null,
      facts: null,
      client_id: null,
    });
  });

  it('may hold hostile input of any size', async () => {
    const long = `\0'"${'x'.repeat(20_000)}`;
    const reference = refusals.note({
      ...refusal,
      endpoint: long,
      client_id: long,
      ip: long,
      facts: { long },
    });
    await refusals.flush();
    const found = await refusals.find(reference);
    expect(found?.endpoint).toHaveLength(200);
    expect(found?.client_id).toHaveLength(128);
    expect(JSON.stringify(found).length).toBeLessThan(2000);
  });

  it('is kept as it was noted, whatever becomes of the object', async () => {
    const facts = { attempts: 1 };
    const reference = refusals.note({ ...refusal, facts });
    facts.attempts = 2;
    expect((await refusals.find(reference))?.facts).toEqual({ attempts: 1 });
  });

  it.each(['', 'K7QM2XHD', 'not a reference'])('is not found by %j', async (reference) => {
    expect(await refusals.find(reference)).toBeUndefined();
  });
});

describe('The queue of refusals', () => {
  it('is written within a second, in one statement, without anybody asking', async () => {
    const addAll = vi.spyOn(rows, 'addAll');
    for (let n = 0; n < 10; n += 1) refusals.note(refusal);
    await expect.poll(count, { timeout: 1000 }).toBe(10);
    expect(addAll).toHaveBeenCalledTimes(1);
  });

  it('writes 25 rows each half second at most', async () => {
    const addAll = vi.spyOn(rows, 'addAll');
    const steps = stepsOf(addAll);
    flood(500);
    await expect.poll(count, { timeout: 5000 }).toBeGreaterThanOrEqual(75);
    expect(new Set(addAll.mock.calls.map(([batch]) => batch.length))).toEqual(new Set([25]));
    for (const step of steps()) expect(step).toBeGreaterThan(450);
  });

  it('holds a thousand, and of a greater flood a sample of early and late ones', async () => {
    vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
    flood(20_000);
    await refusals.flush();
    expect(await count()).toBe(1000);
    const late = await db.database.row<{ n: number }>(
      "SELECT COUNT(*) AS n FROM refusals WHERE ip >= '10.0.4'",
    );
    expect(Number(late?.n)).toBeGreaterThan(0);
    expect(Logger.prototype.warn).toHaveBeenCalledTimes(1);
  });

  it('lets no address push the others out', async () => {
    vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
    for (let n = 0; n < 5000; n += 1) refusals.note({ ...refusal, ip: '192.0.2.1' });
    const reference = refusals.note({ ...refusal, ip: '192.0.2.2' });
    for (let n = 0; n < 5000; n += 1) refusals.note({ ...refusal, ip: '192.0.2.1' });
    await refusals.flush();
    expect(await refusals.find(reference)).toBeDefined();
    expect(await count()).toBe(201);
    for (let n = 0; n < 10; n += 1) refusals.note({ ...refusal, ip: '192.0.2.1' }); // room again
    await refusals.flush();
    expect(await count()).toBe(211);
  });

  it('leaves out a reference that exists already, and keeps the others', async () => {
    const first = refusals.note(refusal);
    await refusals.flush();
    const again = (await refusals.find(first))!;
    await rows.addAll([{ ...again, reference: 'AAAAAAAA' }, again, { ...again, reference: 'BBBBBBBB' }]);
    expect(await count()).toBe(3);
  });
});

describe('A database that fails', () => {
  it('does not disturb the one who notes; the refusals wait, and the log says so once', async () => {
    const error = vi.spyOn(Logger.prototype, 'error').mockReturnValue();
    const addAll = vi.spyOn(rows, 'addAll').mockRejectedValue(new Error('gone'));
    const reference = refusals.note(refusal);
    await expect(refusals.flush()).resolves.toBeUndefined();
    await expect(refusals.flush()).resolves.toBeUndefined();
    expect(error).toHaveBeenCalledTimes(1);
    expect(await refusals.find(reference)).toBeDefined();
    addAll.mockRestore();
    await expect.poll(count, { timeout: 1500 }).toBe(1);
  });

  it('is tried again in the same half-second steps, not in a loop', async () => {
    vi.spyOn(Logger.prototype, 'error').mockReturnValue();
    const addAll = vi.spyOn(rows, 'addAll').mockRejectedValue(new Error('gone'));
    const steps = stepsOf(addAll);
    refusals.note(refusal);
    await expect.poll(() => addAll.mock.calls.length, { timeout: 5000 }).toBeGreaterThanOrEqual(3);
    for (const step of steps()) expect(step).toBeGreaterThan(450);
  });
});

describe('Removal', () => {
  it('is of what is older than 14 days', async () => {
    const old = refusals.note(refusal);
    clock.ms += 1;
    const young = refusals.note(refusal);
    await refusals.flush();
    clock.ms += 14 * 24 * 3600 * 1000;
    expect(await refusals.removeExpired(100)).toBe(1);
    expect(await refusals.find(old)).toBeUndefined();
    expect(await refusals.find(young)).toBeDefined();
  });

  it('is a batch at a time, the oldest first, so that it never locks the table for long', async () => {
    const references: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      clock.ms += 1;
      references.push(refusals.note(refusal));
    }
    await refusals.flush();
    clock.ms += 15 * 24 * 3600 * 1000;
    expect(await refusals.removeExpired(3)).toBe(3);
    expect(await refusals.find(references[2]!)).toBeUndefined();
    expect(await refusals.find(references[3]!)).toBeDefined();
    expect(await refusals.removeExpired(3)).toBe(2);
    expect(await refusals.removeExpired(3)).toBe(0);
  });
});
