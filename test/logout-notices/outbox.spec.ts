import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Sessions } from '#libs/sessions';
import { ChangeFeed, Database } from '#libs/storage';
import { freshDatabaseUrl, type TestDatabaseUrl } from '../support/database-url.js';
import { moveClock } from '../support/moved-clock.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { freePort, startPortico, type TestPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';
import { Receiver } from './receiver.js';
import { startSessions } from './started-sessions.js';

/** Of one deployment: one database, one issuer. */
let database: TestDatabaseUrl;
let environment: Record<string, string>;
let servers: TestPortico[];
let person: TestPerson;
let receiver: Receiver;

beforeAll(async () => {
  database = await freshDatabaseUrl();
  const port = String(await freePort());
  environment = {
    PORTICO_DATABASE_URL: database.url,
    PORTICO_ISSUER: `http://localhost:${port}`,
    PORTICO_PORT: port,
    PORTICO_OUTBOUND_ALLOWED_HOSTS: 'localhost',
  };
});
afterAll(() => database.remove());
beforeEach(async () => {
  servers = [];
  receiver = await Receiver.start();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(servers.map((server) => server.close()));
  await receiver.stop();
});

const start = async (more: Record<string, string> = {}) => {
  const server = await startPortico({ ...environment, ...more });
  servers.push(server);
  return server;
};
const stop = async (server: TestPortico) => {
  servers.splice(servers.indexOf(server), 1);
  await server.close();
};
const register = (server: TestPortico) =>
  RelyingParty.register(server, { backchannel_logout_uri: receiver.url });
const endSessions = (server: TestPortico) => server.get(Sessions).endAllOf(person.account.id);
const toldOf = (sids: readonly string[]) =>
  expect.poll(() => receiver.sids.toSorted(), { timeout: 15_000 }).toEqual(sids);
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 1500));

describe('A notice is in the database as soon as the session is over', () => {
  it('and is delivered by the next process when this one stops before', async () => {
    const first = await start();
    person = await createPerson(first);
    const sids = await startSessions(first, person, [await register(first)]);
    const { port } = receiver;
    await receiver.stop();
    await endSessions(first);
    await stop(first);
    receiver = await Receiver.start('http', port);
    await aWhile();
    expect(receiver.received).toEqual([]);
    await start();
    await toldOf(sids);
  });

  it('and is delivered by another process when this one dies in the middle of an attempt', async () => {
    const first = await start();
    person = await createPerson(first);
    const party = await register(first);
    const sids = await startSessions(first, person, [party]);
    // As a process leaves it that claimed the row and was never heard of again.
    const claim = 'UPDATE logout_deliveries SET attempts = 1, attempted_at = 1, due_at_ms = ? WHERE sid = ?';
    await first.get(Database).transaction(async (within) => {
      await first.get(Sessions).endAllOf(person.account.id, within);
      await within.affected(claim, [Date.now() + 30_000, ...sids]);
    });
    await aWhile();
    expect(receiver.received).toEqual([]);
    moveClock(first, 31);
    await toldOf(sids);
  });

  it('and there is none when ending the session fails', async () => {
    const server = await start();
    person = await createPerson(server);
    await startSessions(server, person, [await register(server)]);
    const failing = server.get(Database).transaction(async (within) => {
      await server.get(Sessions).endAllOf(person.account.id, within);
      throw new Error('the rest of the transaction fails');
    });
    await expect(failing).rejects.toThrow('the rest');
    await aWhile();
    expect(receiver.received).toEqual([]);
    expect(await server.get(Sessions).listOf(person.account.id)).toHaveLength(1);
  });
});

/** None of these processes goes on to claim a notice before all have seen it: the worst order that there can be. */
const seeTheSame = (processes: readonly TestPortico[]) => {
  let open: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  const arrived = new Set<TestPortico>();
  for (const server of processes) {
    const database = server.get(Database);
    const rows = database.rows.bind(database) as (sql: string, values?: never) => Promise<unknown[]>;
    vi.spyOn(database, 'rows').mockImplementation(async (sql, values) => {
      const found = await rows(sql, values as never);
      if (sql.includes('FROM logout_deliveries') && found.length > 0) {
        arrived.add(server);
        if (arrived.size === processes.length) open();
        await all;
      }
      return found as never;
    });
  }
};

describe('Processes that share an outbox', () => {
  it('deliver each notice once, whoever ended the session', async () => {
    const [one, other] = [await start(), await start({ PORTICO_PORT: String(await freePort()) })];
    person = await createPerson(one);
    const sids = await startSessions(one, person, [await register(one), await register(one)], 20);
    await other.get(ChangeFeed).refresh();
    receiver.delay = 20;
    await Promise.all(sids.map((sid, index) => (index % 2 === 0 ? one : other).get(Sessions).end(sid)));
    await toldOf([...sids, ...sids].toSorted());
    await aWhile();
    expect(receiver.received).toHaveLength(40);
    const left = await one.get(Database).rows("SELECT id FROM logout_deliveries WHERE status <> 'delivered'");
    expect(left).toEqual([]);
  });

  it('make one attempt when all see the notice at the same moment', async () => {
    const processes = [await start(), await start({ PORTICO_PORT: String(await freePort()) })];
    const [one] = processes as [TestPortico];
    person = await createPerson(one);
    const sids = await startSessions(one, person, [await register(one)], 3);
    seeTheSame(processes);
    await endSessions(one);
    await toldOf(sids);
    await aWhile();
    expect(receiver.received).toHaveLength(3);
  });

  it('tell once when both end the session at the same moment', async () => {
    const [one, other] = [await start(), await start({ PORTICO_PORT: String(await freePort()) })];
    person = await createPerson(one);
    const sids = await startSessions(one, person, [await register(one)], 5);
    await other.get(ChangeFeed).refresh();
    await Promise.all([endSessions(one), endSessions(other)]);
    await toldOf(sids);
    await aWhile();
    expect(receiver.received).toHaveLength(5);
  });
});
