import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Clock } from '#libs/clock';
import { SessionSettings } from '#libs/config';
import type { Database } from '#libs/storage';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { SessionRepository } from './session.repository.js';
import { SessionClients } from './session-clients.js';
import { type EndedSession, SessionEndings } from './session-endings.js';
import { type NewSession, Sessions } from './sessions.js';

let test: TestDatabase;
let database: Database;
let sessions: Sessions;
let clients: SessionClients;
let endings: SessionEndings;
let nowMs: number;

class TestClock extends Clock {
  override nowMs() {
    return nowMs;
  }
}

beforeAll(async () => {
  test = await openTestDatabase();
  database = test.database;
  const settings = new SessionSettings({ idle_lifetime: 28_800, absolute_lifetime: 604_800 });
  const [clock, rows] = [new TestClock(), new SessionRepository(database)];
  clients = new SessionClients(database, clock);
  endings = new SessionEndings(rows, clients);
  sessions = new Sessions(database, clock, settings, rows, clients, endings);
});
afterAll(() => test.close());
beforeEach(async () => {
  nowMs = 1_700_000_000_400;
  await database.affected('DELETE FROM sessions');
});

const signedIn = (more: Partial<NewSession> = {}): NewSession => ({
  account_id: 'alice',
  amr: ['pwd'],
  ip: '192.0.2.1',
  user_agent: 'a browser',
  ...more,
});
const seconds = (count: number) => {
  nowMs += count * 1000;
};

describe('A session', () => {
  it('is found by the secret in the cookie, which is not in the database', async () => {
    const { session, secret } = await sessions.start(signedIn({ acr: 'urn:example:acr' }));
    expect(await sessions.find(secret)).toEqual(session);
    expect(await sessions.findBySid(session.sid)).toEqual(session);
    expect(session).toMatchObject({ auth_time: 1_700_000_000, amr: ['pwd'], acr: 'urn:example:acr' });
    expect(JSON.stringify(await database.rows('SELECT * FROM sessions'))).not.toContain(secret);
  });

  it('is read by one statement', async () => {
    const { secret } = await sessions.start(signedIn());
    const row = vi.spyOn(database, 'rows');
    await sessions.find(secret);
    expect(row).toHaveBeenCalledTimes(1);
    row.mockRestore();
  });

  it.each([undefined, '', 'x', 'a'.repeat(43), `${'a'.repeat(42)}\0`, 'a'.repeat(100_000)])(
    'is not found by another cookie',
    async (cookie) => {
      const { session } = await sessions.start(signedIn());
      expect(await sessions.find(cookie)).toBeUndefined();
      expect(await sessions.find(session.sid)).toBeUndefined();
      expect(await sessions.find(session.secret_hash)).toBeUndefined();
    },
  );

  it('ends when it is not used, and is kept by use', async () => {
    const { secret } = await sessions.start(signedIn());
    for (let n = 0; n < 3; n += 1) {
      seconds(28_000);
      const session = await sessions.find(secret);
      expect(session).toBeDefined();
      await sessions.touch(session!);
    }
    seconds(28_800);
    expect(await sessions.find(secret)).toBeUndefined();
  });

  it('ends at its absolute end, however much it is used', async () => {
    const { session, secret } = await sessions.start(signedIn());
    await database.affected('UPDATE sessions SET last_seen_at = ?', [session.expires_at]);
    seconds(604_799);
    expect(await sessions.find(secret)).toBeDefined();
    seconds(1);
    expect(await sessions.find(secret)).toBeUndefined();
    expect(await sessions.listOf('alice')).toEqual([]);
  });

  it('is written down at most every five minutes', async () => {
    const { session, secret } = await sessions.start(signedIn());
    seconds(299);
    await sessions.touch(session);
    expect((await sessions.find(secret))?.last_seen_at).toBe(session.last_seen_at);
    seconds(1);
    await sessions.touch(session);
    expect((await sessions.find(secret))?.last_seen_at).toBe(session.last_seen_at + 300);
  });

  it('keeps of a long user agent what the column holds', async () => {
    const { session, secret } = await sessions.start(signedIn({ user_agent: 'x'.repeat(5000) }));
    expect(session.user_agent).toHaveLength(255);
    expect(await sessions.find(secret)).toEqual(session);
  });
});

describe('A new sign-in in the same browser', () => {
  it('of the same person keeps the sid, changes the secret, and is in a later second', async () => {
    const before = await sessions.start(signedIn());
    const after = await sessions.start(signedIn({ previous: before.session, amr: ['pwd', 'otp'] }));
    expect(after.session.sid).toBe(before.session.sid);
    expect(after.session.created_at).toBe(before.session.created_at);
    expect(after.session.auth_time).toBe(before.session.auth_time + 1);
    expect(await sessions.find(before.secret)).toBeUndefined();
    expect(await sessions.find(after.secret)).toEqual(after.session);
    expect(after.ended).toBeUndefined();
  });

  it('of the same person goes on with a session that ran out, so that its clients are not forgotten', async () => {
    const first = await sessions.start(signedIn());
    seconds(604_801);
    expect(await sessions.find(first.secret)).toBeUndefined();
    const previous = await sessions.findLast(first.secret);
    const second = await sessions.start(signedIn({ previous }));
    expect(second.session.sid).toBe(first.session.sid);
    expect(second.session.expires_at).toBe(second.session.auth_time + 604_800);
    expect(await sessions.find(second.secret)).toEqual(second.session);
    expect(await sessions.findLast(first.secret)).toBeUndefined();
  });

  it('of another person ends the first one’s session', async () => {
    const alice = await sessions.start(signedIn());
    const bob = await sessions.start(signedIn({ account_id: 'bob', previous: alice.session }));
    expect(bob.session.sid).not.toBe(alice.session.sid);
    expect(bob.ended).toBe(alice.session.sid);
    expect(await sessions.find(alice.secret)).toBeUndefined();
    expect(await sessions.find(bob.secret)).toMatchObject({ account_id: 'bob' });
  });

  it('does not bring back a session that was ended meanwhile', async () => {
    const before = await sessions.start(signedIn());
    await sessions.end(before.session.sid);
    const after = await sessions.start(signedIn({ previous: before.session }));
    expect(after.session.sid).not.toBe(before.session.sid);
    expect(await sessions.find(after.secret)).toEqual(after.session);
  });

  it('is the same session for exactly one of twenty at once; the others get their own', async () => {
    const before = await sessions.start(signedIn());
    const after = await Promise.all(
      Array.from({ length: 20 }, () => sessions.start(signedIn({ previous: before.session }))),
    );
    expect(after.filter(({ session }) => session.sid === before.session.sid)).toHaveLength(1);
    expect(new Set(after.map(({ session }) => session.sid)).size).toBe(20);
    for (const { secret, session } of after) expect(await sessions.find(secret)).toEqual(session);
  });
});

describe('Signing out', () => {
  it('of one browser leaves the others', async () => {
    const [one, two] = [await sessions.start(signedIn()), await sessions.start(signedIn())];
    expect(await sessions.end(one.session.sid)).toEqual({ session: one.session, client_ids: [] });
    expect(await sessions.end(one.session.sid)).toBeUndefined();
    expect(await sessions.find(one.secret)).toBeUndefined();
    expect(await sessions.find(two.secret)).toBeDefined();
  });

  it('everywhere ends all of one person, and names each', async () => {
    const mine = [await sessions.start(signedIn()), await sessions.start(signedIn())];
    const theirs = await sessions.start(signedIn({ account_id: 'bob' }));
    expect((await sessions.listOf('alice')).map(({ sid }) => sid).toSorted()).toEqual(
      mine.map(({ session }) => session.sid).toSorted(),
    );
    expect([...(await sessions.endAllOf('alice'))].toSorted()).toEqual(
      mine.map(({ session }) => session.sid).toSorted(),
    );
    expect(await sessions.listOf('alice')).toEqual([]);
    expect(await sessions.find(theirs.secret)).toBeDefined();
    expect(await sessions.endAllOf('alice')).toEqual([]);
  });
});

describe('What follows when a session ends', () => {
  let told: EndedSession[];
  let fails: boolean;
  beforeAll(() => {
    endings.follow(async (ended, within) => {
      if (fails) throw new Error('the follower fails');
      await within.affected("INSERT INTO settings VALUES ('follower', 'was here', 1, 1)");
      told.push(...ended);
    });
  });
  beforeEach(async () => {
    told = [];
    fails = false;
    await database.affected('DELETE FROM settings');
  });
  const rowsOfFollower = () => database.rows('SELECT name FROM settings');
  const note = (sid: string, client: string) => clients.note(sid, client, database);

  it('is told which clients were given something in it, each once', async () => {
    const { session } = await sessions.start(signedIn());
    for (const client of ['b', 'a', 'b']) await note(session.sid, client);
    await sessions.end(session.sid);
    expect(told).toEqual([{ session, client_ids: ['a', 'b'] }]);
    expect(await clients.of(session.sid)).toEqual([]);
  });

  it('follows when the person signs out everywhere, and when another signs in', async () => {
    const mine = [await sessions.start(signedIn()), await sessions.start(signedIn())];
    await sessions.endAllOf('alice');
    expect(new Set(told.map(({ session }) => session.sid))).toEqual(
      new Set(mine.map(({ session }) => session.sid)),
    );
    await database.affected('DELETE FROM settings');
    const alice = await sessions.start(signedIn());
    await sessions.start(signedIn({ account_id: 'bob', previous: alice.session }));
    expect(told.at(-1)?.session).toEqual(alice.session);
  });

  it('follows once when twenty end it at the same time', async () => {
    const { session } = await sessions.start(signedIn());
    const ended = await Promise.all(Array.from({ length: 20 }, () => sessions.end(session.sid)));
    expect(ended.filter(Boolean)).toHaveLength(1);
    expect(await rowsOfFollower()).toHaveLength(1);
  });

  it('is done in the same transaction: what fails there ends nothing', async () => {
    const { session, secret } = await sessions.start(signedIn());
    await note(session.sid, 'a');
    fails = true;
    await expect(sessions.end(session.sid)).rejects.toThrow('the follower fails');
    await expect(sessions.endAllOf('alice')).rejects.toThrow('the follower fails');
    expect(await sessions.find(secret)).toEqual(session);
    expect(await clients.of(session.sid)).toEqual(['a']);
  });

  it('is part of the caller’s transaction, where there is one', async () => {
    const { session, secret } = await sessions.start(signedIn());
    const undone = database.transaction(async (tx) => {
      expect(await sessions.endAllOf('alice', tx)).toEqual([session.sid]);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect([await rowsOfFollower(), await sessions.find(secret)]).toEqual([[], session]);
  });

  it('does not follow when nothing ends, nor when a session goes on or expires', async () => {
    await sessions.end('no-such-session');
    await sessions.endAllOf('nobody');
    const before = await sessions.start(signedIn());
    const { session } = await sessions.start(signedIn({ previous: before.session }));
    await note(session.sid, 'a');
    seconds(604_800);
    expect(await sessions.removeExpired(3)).toBe(1);
    expect([told, await clients.of(session.sid)]).toEqual([[], []]);
  });

  it('notes no client of a session that has ended', async () => {
    await note('no-such-session', 'a');
    expect(await clients.of('no-such-session')).toEqual([]);
  });

  it('notes a client once, however many of its requests come at the same time', async () => {
    const { session } = await sessions.start(signedIn());
    await Promise.all(
      Array.from({ length: 20 }, () =>
        database.transaction(async (tx) => {
          await clients.note(session.sid, 'a', tx);
        }),
      ),
    );
    expect(await clients.of(session.sid)).toEqual(['a']);
  });
});

describe('Expired sessions', () => {
  it('are removed in small batches', async () => {
    for (let n = 0; n < 5; n += 1) await sessions.start(signedIn());
    seconds(604_800);
    const { secret } = await sessions.start(signedIn());
    expect([await sessions.removeExpired(3), await sessions.removeExpired(3)]).toEqual([3, 2]);
    expect(await sessions.removeExpired(3)).toBe(0);
    expect(await sessions.find(secret)).toBeDefined();
  });
});
