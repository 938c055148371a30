import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SIGNING_ALGORITHMS } from '#libs/protocol';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { SetClock, startKeys } from '../test/start-keys.js';
import { SCHEDULED_AHEAD } from './rotation-schedule.js';
import { PUBLISHED_AFTER } from './signing-key.js';

const PERIOD = 90 * 86_400;

let db: TestDatabase;
let others: TestDatabase[];
let clock: SetClock;
beforeEach(async () => {
  db = await openTestDatabase();
  others = [];
  clock = new SetClock();
  vi.spyOn(Logger.prototype, 'log').mockReturnValue();
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const other of others) await other.close();
  await db.close();
});

const elsewhere = async () => {
  const other = await db.again();
  others.push(other);
  return other;
};
const rowCount = async () =>
  Number((await db.database.row<{ n: number }>('SELECT COUNT(*) AS n FROM signing_keys'))?.n);
const ALGORITHMS = SIGNING_ALGORITHMS.length;

describe('The schedule', () => {
  it('publishes the next key of each algorithm a day before it signs, and keeps the one before', async () => {
    const { keys, schedule, signer, verifier } = await startKeys(db, { clock });
    const before = keys.signingKey('RS256').kid;
    clock.forward(PERIOD - SCHEDULED_AHEAD - 1);
    await schedule.run();
    expect(await rowCount()).toBe(ALGORITHMS);

    clock.forward(1);
    await schedule.run();
    expect(keys.jwks().keys).toHaveLength(2 * ALGORITHMS);
    expect(keys.signingKey('RS256').kid).toBe(before);

    clock.forward(SCHEDULED_AHEAD - 1);
    const claims = { iss: 'https://op.example', exp: clock.now() + 86_400 };
    const last = await signer.sign(claims, { alg: 'RS256' });
    expect(keys.signingKey('RS256').kid).toBe(before);
    clock.forward(1);
    expect(keys.signingKey('RS256').kid).not.toBe(before);
    clock.forward(86_398);
    expect(await verifier.verify(last, { typ: 'JWT' })).toEqual(claims);
    clock.forward(PUBLISHED_AFTER);
    expect(keys.jwks().keys).toHaveLength(ALGORITHMS);
  });

  it('goes on from one key to the next for ever', async () => {
    const { keys, schedule } = await startKeys(db, { clock });
    const seen = new Set<string>();
    for (let quarter = 0; quarter < 3; quarter += 1) {
      seen.add(keys.signingKey('ES256').kid);
      clock.forward(PERIOD - SCHEDULED_AHEAD);
      await schedule.run();
      await schedule.run();
      clock.forward(SCHEDULED_AHEAD);
      await schedule.run();
      await keys.removeExpired();
    }
    expect(seen.size).toBe(3);
    expect(await rowCount()).toBe(4 * ALGORITHMS);
  });

  it('is off with 0 days', async () => {
    const { schedule } = await startKeys(db, { clock, rotation_days: 0 });
    expect(schedule.planned()).toEqual([]);
    clock.forward(10 * PERIOD);
    await schedule.run();
    expect(await rowCount()).toBe(ALGORITHMS);
  });

  it('is late where nothing ran at that time: the next key is published ahead all the same', async () => {
    await startKeys(db, { clock });
    clock.forward(3 * PERIOD);
    const { keys, schedule } = await startKeys(await elsewhere(), { clock });
    const before = keys.signingKey('ES256').kid;
    await schedule.run();
    clock.forward(SCHEDULED_AHEAD - 1);
    expect(keys.signingKey('ES256').kid).toBe(before);
    clock.forward(1);
    expect(keys.signingKey('ES256').kid).not.toBe(before);
  });

  it('says what comes next: what is planned, then the key that waits', async () => {
    const { keys, schedule } = await startKeys(db, { clock });
    const start = clock.now();
    expect(schedule.planned()).toContainEqual({
      alg: 'EdDSA',
      published_from: start + PERIOD - SCHEDULED_AHEAD,
      signs_from: start + PERIOD,
    });
    clock.forward(PERIOD - SCHEDULED_AHEAD);
    await schedule.run();
    const [waiting] = schedule.planned();
    expect(waiting).toMatchObject({ kid: expect.any(String), signs_from: start + PERIOD });
    expect(keys.jwks().keys.map(({ kid }) => kid)).toContain(waiting?.kid);
  });

  it('records each new key in the audit trail, as done by Portico itself', async () => {
    const { schedule, events } = await startKeys(db, { clock });
    clock.forward(PERIOD);
    await schedule.run();
    expect(events).toHaveLength(ALGORITHMS);
    expect(events[0]).toMatchObject({
      type: 'key.rotated',
      actor: 'system',
      subject: expect.stringMatching(/^key:[\w-]{43}$/),
      data: { alg: SIGNING_ALGORITHMS[0], reason: 'scheduled' },
    });
  });
});

describe('The schedule in several processes', () => {
  it('makes one key of each algorithm, however many run it at once, and all of them agree', async () => {
    const processes = [await startKeys(db, { clock })];
    for (let more = 0; more < 2; more += 1) processes.push(await startKeys(await elsewhere(), { clock }));
    clock.forward(PERIOD - SCHEDULED_AHEAD);
    await Promise.all(processes.flatMap(({ schedule }) => [schedule.run(), schedule.run(), schedule.run()]));
    expect(await rowCount()).toBe(2 * ALGORITHMS);
    clock.forward(SCHEDULED_AHEAD);
    for (const { keys } of processes) {
      await expect.poll(() => keys.jwks().keys.length, { timeout: 2000 }).toBe(2 * ALGORITHMS);
      expect(keys.signingKey('ES256').kid).toBe(processes[0]!.keys.signingKey('ES256').kid);
    }
  });

  it('makes one key even where two hold the lease: the row decides, not the lock', async () => {
    const here = await startKeys(db, { clock });
    const there = await startKeys(await elsewhere(), { clock });
    clock.forward(PERIOD);
    const made = await Promise.all(
      [here, there].map(({ rotation }) => rotation.rotateOnSchedule('ES256', clock.now() + SCHEDULED_AHEAD)),
    );
    expect(made.filter((next) => next !== undefined)).toHaveLength(1);
    expect(await rowCount()).toBe(ALGORITHMS + 1);
  });

  it('goes on after a process that died in the middle: what it had not committed is made anew', async () => {
    const { schedule, rotation } = await startKeys(db, { clock });
    clock.forward(PERIOD);
    const died = vi.spyOn(rotation, 'rotateOnSchedule').mockImplementation(() => new Promise(() => {}));
    void schedule.run();
    await expect.poll(() => died.mock.calls.length).toBe(1);
    const successor = await startKeys(await elsewhere(), { clock });
    await successor.schedule.run();
    expect(await rowCount()).toBe(ALGORITHMS); // the dead one's lease runs for half a minute
    await db.database.affected('UPDATE leases SET expires_at_ms = 0'); // which is over
    await successor.schedule.run();
    expect(await rowCount()).toBe(2 * ALGORITHMS);
  });

  it('is right for processes whose clocks differ: one ahead signs with a key that all have', async () => {
    const ahead = new SetClock();
    const here = await startKeys(db, { clock });
    const there = await startKeys(await elsewhere(), { clock: ahead });
    clock.forward(PERIOD - SCHEDULED_AHEAD);
    ahead.forward(PERIOD - SCHEDULED_AHEAD + 300);
    await there.schedule.run();
    await here.schedule.run();
    expect(await rowCount()).toBe(2 * ALGORITHMS);
    clock.forward(SCHEDULED_AHEAD);
    ahead.forward(SCHEDULED_AHEAD); // by its clock the next key signs already
    const jwt = await there.signer.sign(
      { iss: 'https://op.example', exp: clock.now() + 600 },
      { alg: 'ES256' },
    );
    expect(there.keys.signingKey('ES256').kid).not.toBe(here.keys.signingKey('ES256').kid);
    expect(await here.verifier.verify(jwt, { typ: 'JWT' })).toBeDefined();
  });
});

describe('A rotation that fails', () => {
  it('is logged, and tried again a minute later', async () => {
    const error = vi.spyOn(Logger.prototype, 'error').mockReturnValue();
    const { schedule, rotation } = await startKeys(db, { clock });
    clock.forward(PERIOD);
    vi.spyOn(rotation, 'rotateOnSchedule').mockRejectedValueOnce(new Error('the disk is full'));
    await schedule.run();
    expect(error).toHaveBeenCalledOnce();
    await schedule.run();
    expect(await rowCount()).toBe(2 * ALGORITHMS);
  });
});
