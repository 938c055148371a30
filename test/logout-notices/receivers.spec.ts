import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LogoutDeliveries, type LogoutDelivery } from '#libs/logout';
import { Sessions } from '#libs/sessions';
import { Sweeper } from '#libs/storage';
import { moveClock } from '../support/moved-clock.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';
import { Receiver } from './receiver.js';
import { startSessions } from './started-sessions.js';

const DAY = 86_400;

let portico: TestPortico;
let person: TestPerson;
let receiver: Receiver;
let party: RelyingParty;

beforeAll(async () => {
  portico = await startPortico({ PORTICO_OUTBOUND_ALLOWED_HOSTS: 'localhost' });
});
afterAll(() => portico.close());
beforeEach(async () => {
  person = await createPerson(portico);
  receiver = await Receiver.start();
  party = await register();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await receiver.stop();
});

const register = (at = receiver, query = '') =>
  RelyingParty.register(portico, { backchannel_logout_uri: at.url + query });
const endSessions = () => portico.get(Sessions).endAllOf(person.account.id);
/** A session begins and ends. */
const signInAndOut = async () => {
  await startSessions(portico, person, [party]);
  await endSessions();
};
const deliveries = async (of = party): Promise<readonly LogoutDelivery[]> =>
  (await portico.get(LogoutDeliveries).listOf(of.client.client_id, { limit: 50 })).deliveries;
const comesTo = async (expected: Partial<LogoutDelivery>) =>
  expect.poll(async () => (await deliveries())[0], { timeout: 10_000 }).toMatchObject(expected);

describe('A session with twenty clients', () => {
  it('ends for each of them, by a token of its own', async () => {
    const numbers = Array.from({ length: 20 }, (_, number) => number);
    const parties = await Promise.all(numbers.map((number) => register(receiver, `?number=${number}`)));
    const [sid] = await startSessions(portico, person, parties);
    await endSessions();
    await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(20);
    const told = receiver.received.map(({ path, claims }) => [path, claims.aud, claims.sid]);
    const expected = parties.map(({ client }, number) => [
      `/backchannel?number=${number}`,
      client.client_id,
      sid,
    ]);
    expect(told.toSorted()).toEqual(expected.toSorted());
    expect(new Set(receiver.received.map(({ claims }) => claims.jti)).size).toBe(20);
  });
});

describe('A receiver that takes its time', () => {
  it('is waited for five seconds, and tried again', async () => {
    receiver.behaviours = ['hang', 200];
    await signInAndOut();
    await comesTo({ status: 'pending', attempts: 1, last_error: 'the server took too long to answer' });
    await comesTo({ status: 'delivered', attempts: 2, last_error: null });
  });

  it('has four at a time, and holds up nobody else', async () => {
    const quick = await Receiver.start();
    receiver.behaviours = ['hang'];
    try {
      const other = await register(quick);
      await startSessions(portico, person, [party], 12);
      const sids = await startSessions(portico, person, [other], 12);
      const start = Date.now();
      await endSessions();
      await expect.poll(() => quick.sids.toSorted(), { timeout: 4500 }).toEqual(sids);
      expect(Date.now() - start).toBeLessThan(4500);
      expect(receiver.received).toHaveLength(4);
      expect(receiver.mostAtOnce).toBe(4);
    } finally {
      await quick.stop();
    }
  });
});

describe('A receiver that says too much', () => {
  it.each([
    [200, 'delivered'],
    [400, 'refused'],
    [500, 'pending'],
  ] as const)('is judged by its status %i alone', async (status, expected) => {
    receiver.behaviours = [status];
    receiver.body = Buffer.alloc(20 * 1024 * 1024, 'x');
    await signInAndOut();
    await comesTo({ status: expected, attempts: 1, attempted_at: expect.any(Number) });
  });
});

describe('A receiver that never takes it', () => {
  it('is given up after a day, and it is said why', async () => {
    receiver.behaviours = [503];
    await signInAndOut();
    const error = 'the client answered with status 503';
    await comesTo({ status: 'pending', attempts: 1, last_error: error });
    moveClock(portico, DAY);
    await comesTo({ status: 'failed', last_error: `no attempt succeeded in time; the last: ${error}` });
    const { attempts } = (await deliveries())[0]!;
    expect(receiver.received).toHaveLength(attempts);
    moveClock(portico, 2 * DAY);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(receiver.received).toHaveLength(attempts);
  });

  it('is given up at once when it has no address any more', async () => {
    receiver.behaviours = [503];
    await signInAndOut();
    await comesTo({ status: 'pending', attempts: 1, last_error: expect.any(String) });
    await portico.admin.call('DELETE', `/clients/${party.client.client_id}`);
    await comesTo({ status: 'failed', last_error: expect.stringContaining('the client is gone') });
  });
});

describe('What became of it', () => {
  it.each([
    [200, 'delivered', 7],
    [400, 'refused', 30],
  ] as const)('is known after a %i (%s) for %i days', async (behaviour, status, days) => {
    receiver.behaviours = [behaviour];
    await signInAndOut();
    await comesTo({ status });
    moveClock(portico, days * DAY - 60);
    await portico.get(Sweeper).sweep();
    expect(await deliveries()).toHaveLength(1);
    moveClock(portico, days * DAY + 60);
    await portico.get(Sweeper).sweep();
    expect(await deliveries()).toEqual([]);
  });

  it('is never forgotten while it is open', async () => {
    await receiver.stop();
    await signInAndOut();
    await comesTo({ status: 'pending', attempts: 1, last_error: expect.any(String) });
    await portico.get(Sweeper).sweep();
    expect(await deliveries()).toHaveLength(1);
    receiver = await Receiver.start();
  });
});
