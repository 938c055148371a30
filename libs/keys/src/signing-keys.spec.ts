import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SIGNING_ALGORITHMS } from '#libs/protocol';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { FIRST_SECRET, processWith, SECOND_SECRET, SetClock, startKeys } from '../test/start-keys.js';
import { SCHEDULED_AHEAD } from './rotation-schedule.js';
import type { SigningKeyEntity } from './signing-key.entity.js';
import { PUBLISHED_AFTER, PUBLISHED_AHEAD, RETAINED } from './signing-key.js';

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

let db: TestDatabase;
let others: TestDatabase[];
beforeEach(async () => {
  db = await openTestDatabase();
  others = [];
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const other of others) await other.close();
  await db.close();
});

/** The same database through another connection, as another process has it. */
const elsewhere = async () => {
  const other = await db.again();
  others.push(other);
  return other;
};
const allRows = () => db.database.rows<SigningKeyEntity>('SELECT * FROM signing_keys');
const kids = (set: { keys: readonly { kid: string }[] }) => set.keys.map(({ kid }) => kid);

describe('The first start', () => {
  it('makes one key for each algorithm, which signs at once', async () => {
    const { keys } = await startKeys(db);
    expect((await allRows()).map(({ alg }) => alg).sort()).toEqual([...SIGNING_ALGORITHMS].sort());
    for (const alg of SIGNING_ALGORITHMS) {
      expect(keys.signingKey(alg)).toMatchObject({ alg, privateKey: { type: 'private' } });
    }
  });

  it('makes one set, however many processes start together', async () => {
    const processes = await Promise.all(
      [db, await elsewhere(), await elsewhere()].map((one) => startKeys(one)),
    );
    expect(await allRows()).toHaveLength(SIGNING_ALGORITHMS.length);
    const [first, ...rest] = processes.map(({ keys }) => keys);
    for (const keys of rest) expect(keys.jwks()).toEqual(first!.jwks());
  });

  it('is the only one that makes keys', async () => {
    const { keys } = await startKeys(db);
    const again = await startKeys(await elsewhere());
    expect(again.keys.jwks()).toEqual(keys.jwks());
    expect(again.keys.signingKey('RS256').kid).toBe(keys.signingKey('RS256').kid);
  });

  it('makes the key of an algorithm that is new to this version only', async () => {
    const { keys } = await startKeys(db);
    const before = keys.signingKey('RS256').kid;
    await db.database.affected("DELETE FROM signing_keys WHERE alg = 'EdDSA'");
    const again = await startKeys(await elsewhere());
    expect(again.keys.signingKey('EdDSA').kid).toBeDefined();
    expect(again.keys.signingKey('RS256').kid).toBe(before);
  });

  it('passes over the key of an algorithm that a newer version knows', async () => {
    await startKeys(db);
    await db.database.affected(
      "UPDATE signing_keys SET alg = 'ML-DSA-44', public_jwk = '{}' WHERE alg = 'EdDSA'",
    );
    const again = await startKeys(await elsewhere());
    expect(again.keys.jwks().keys).toHaveLength(SIGNING_ALGORITHMS.length);
  });
});

describe('RFC 7517 §5: the JWK Set', () => {
  it('holds public members only, a distinct kid each, use and alg', async () => {
    const { keys } = await startKeys(db);
    const set = keys.jwks();
    expect(new Set(kids(set)).size).toBe(SIGNING_ALGORITHMS.length);
    for (const key of set.keys) {
      expect(Object.keys(key).filter((member) => PRIVATE_MEMBERS.includes(member))).toEqual([]);
      expect(key).toMatchObject({
        use: 'sig',
        alg: expect.stringMatching(/256|EdDSA/),
        kid: expect.any(String),
      });
    }
  });

  it('holds no private member even if a row does (§9.2)', async () => {
    await startKeys(db);
    await db.database.affected(
      `UPDATE signing_keys SET public_jwk = '${JSON.stringify({
        kty: 'OKP',
        crv: 'Ed25519',
        d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
        x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
      })}' WHERE alg = 'EdDSA'`,
    );
    const again = await startKeys(await elsewhere());
    expect(JSON.stringify(again.keys.jwks())).not.toContain('nWGxne');
  });

  it('is one frozen object until the keys change', async () => {
    const { keys, rotation } = await startKeys(db);
    const before = keys.jwks();
    expect(keys.jwks()).toBe(before);
    expect(
      Object.isFrozen(before) && Object.isFrozen(before.keys) && before.keys.every(Object.isFrozen),
    ).toBe(true);
    await rotation.rotate('ES256');
    expect(keys.jwks()).not.toBe(before);
    expect(keys.jwks()).toBe(keys.jwks());
  });
});

describe('A rotation', () => {
  it('publishes the new key first, lets it sign an hour later, and keeps the old one until its tokens ended', async () => {
    const { keys, rotation, clock } = await startKeys(db);
    const old = keys.signingKey('RS256').kid;
    const { kid, signs_from } = await rotation.rotate('RS256');
    expect(signs_from).toBe(clock.now() + PUBLISHED_AHEAD);
    expect(kids(keys.jwks())).toEqual(expect.arrayContaining([old, kid]));
    expect(keys.signingKey('RS256').kid).toBe(old);

    clock.forward(PUBLISHED_AHEAD - 1);
    expect(keys.signingKey('RS256').kid).toBe(old);
    clock.forward(1);
    expect(keys.signingKey('RS256').kid).toBe(kid);

    clock.forward(PUBLISHED_AFTER - 1);
    expect(kids(keys.jwks())).toContain(old);
    expect(keys.verificationKey(old)).toMatchObject({ published: true });
    clock.forward(1);
    expect(kids(keys.jwks())).not.toContain(old);
    expect(kids(keys.jwks())).toContain(kid);

    expect(keys.verificationKey(old)).toMatchObject({ alg: 'RS256', published: false });
    clock.forward(RETAINED - 1);
    expect(keys.verificationKey(old)).toBeDefined();
    clock.forward(1);
    expect(keys.verificationKey(old)).toBeUndefined();
  });

  it('touches no other algorithm', async () => {
    const { keys, rotation, clock } = await startKeys(db);
    const before = keys.signingKey('PS256').kid;
    await rotation.rotate('RS256', { immediately: true });
    clock.forward(10 * PUBLISHED_AFTER);
    expect(keys.signingKey('PS256').kid).toBe(before);
    expect(kids(keys.jwks())).toContain(before);
  });

  it('signs at once when it must, and the old key still verifies', async () => {
    const { keys, rotation } = await startKeys(db);
    const old = keys.signingKey('ES256').kid;
    const { kid } = await rotation.rotate('ES256', { immediately: true });
    expect(keys.signingKey('ES256').kid).toBe(kid);
    expect(keys.verificationKey(old)).toMatchObject({ published: true });
  });

  it('at once supersedes one that waits', async () => {
    const { keys, rotation, clock } = await startKeys(db);
    const old = keys.signingKey('ES256').kid;
    const waiting = await rotation.rotate('ES256');
    const { kid, signs_from } = await rotation.rotate('ES256', { immediately: true });
    expect(keys.signingKey('ES256').kid).toBe(kid);
    const ended = (await allRows()).find((row) => row.kid === old);
    expect(Number(ended?.signs_until)).toBe(signs_from);
    clock.forward(PUBLISHED_AHEAD);
    expect(keys.signingKey('ES256').kid).toBe(kid);
    clock.forward(PUBLISHED_AFTER);
    expect(kids(keys.jwks())).not.toContain(waiting.kid);
    for (const row of await allRows()) {
      expect(Number(row.signs_from)).toBeLessThanOrEqual(Number(row.signs_until ?? row.signs_from));
    }
  });

  it('is in force in every process within a second', async () => {
    const { keys, rotation } = await startKeys(db);
    const other = await startKeys(await elsewhere());
    const { kid } = await rotation.rotate('EdDSA', { immediately: true });
    await expect.poll(() => other.keys.signingKey('EdDSA').kid, { timeout: 1000 }).toBe(kid);
    expect(other.keys.jwks()).toEqual(keys.jwks());
  });

  it('asked for many times, in two processes, makes one key: all are told of the same', async () => {
    const here = await startKeys(db);
    const there = await startKeys(await elsewhere());
    const count = async () => (await allRows()).filter(({ alg }) => alg === 'ES256').length;
    const all = Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? here : there));
    const planned = await Promise.all(all.map(({ rotation }) => rotation.rotate('ES256')));
    expect(new Set(planned.map(({ kid }) => kid)).size).toBe(1);
    expect(await count()).toBe(2);
    const options = { immediately: true };
    const atOnce = await Promise.all(all.map(({ rotation }) => rotation.rotate('ES256', options)));
    expect(new Set(atOnce.map(({ kid }) => kid)).size).toBe(1);
    expect(await count()).toBe(3);
  });

  it('of a key that waits already lets that one sign as soon as every client has seen it', async () => {
    vi.spyOn(Logger.prototype, 'log').mockReturnValue();
    const { keys, schedule, rotation, clock } = await startKeys(db);
    clock.forward(90 * 86_400 - SCHEDULED_AHEAD);
    await schedule.run();
    const waiting = schedule.planned().find(({ alg }) => alg === 'ES256');
    const published = keys.jwks();
    const start = clock.now();
    expect(await rotation.rotate('ES256')).toEqual({
      kid: waiting?.kid,
      signs_from: start + PUBLISHED_AHEAD,
    });
    expect(keys.jwks()).toEqual(published);
    clock.forward(PUBLISHED_AHEAD - 1);
    expect(keys.signingKey('ES256').kid).not.toBe(waiting?.kid);
    clock.forward(1);
    expect(keys.signingKey('ES256').kid).toBe(waiting?.kid);
    clock.forward(PUBLISHED_AFTER);
    expect(keys.jwks().keys.filter(({ alg }) => alg === 'ES256')).toHaveLength(1);
  });

  it('by two processes at once leaves one key that signs, the same everywhere', async () => {
    const here = await startKeys(db);
    const there = await startKeys(await elsewhere());
    await Promise.all([here, there].map(({ rotation }) => rotation.rotate('ES256', { immediately: true })));
    const open = (await allRows()).filter(({ alg, signs_until }) => alg === 'ES256' && signs_until === null);
    expect(open).toHaveLength(1);
    for (const { keys } of [here, there]) {
      await expect.poll(() => keys.signingKey('ES256').kid, { timeout: 1000 }).toBe(open[0]!.kid);
    }
  });
});

describe('Removal', () => {
  it('erases the private half when a key is no longer published, and the key a year later', async () => {
    const { keys, rotation, clock } = await startKeys(db);
    const old = keys.signingKey('EdDSA').kid;
    await rotation.rotate('EdDSA', { immediately: true });
    const rowOf = async (kid: string) => (await allRows()).find((row) => row.kid === kid);

    clock.forward(PUBLISHED_AFTER - 1);
    expect(await keys.removeExpired()).toBe(0);
    expect((await rowOf(old))?.sealed_private_jwk).toEqual(expect.any(String));
    clock.forward(1);
    expect(await keys.removeExpired()).toBe(1);
    expect((await rowOf(old))?.sealed_private_jwk).toBeNull();
    expect(keys.verificationKey(old)).toBeDefined();

    clock.forward(RETAINED - 1);
    await keys.removeExpired();
    expect(await rowOf(old)).toBeDefined();
    clock.forward(1);
    await keys.removeExpired();
    expect(await rowOf(old)).toBeUndefined();
    expect(await allRows()).toHaveLength(SIGNING_ALGORITHMS.length);
    expect((await startKeys(await elsewhere())).keys.signingKey('EdDSA').kid).not.toBe(old);
  });

  it('in one process takes the key from the memory of every other', async () => {
    const { keys, rotation, clock } = await startKeys(db);
    const there = await startKeys(await elsewhere()); // its own clock, which stays
    const old = keys.signingKey('EdDSA').kid;
    await rotation.rotate('EdDSA', { immediately: true });
    clock.forward(PUBLISHED_AFTER + RETAINED);
    expect(there.keys.verificationKey(old)).toBeDefined();
    await keys.removeExpired();
    await expect.poll(() => there.keys.verificationKey(old), { timeout: 1000 }).toBeUndefined();
  });

  it('writes nothing when nothing is due', async () => {
    const { keys } = await startKeys(db);
    const transaction = vi.spyOn(db.database, 'transaction');
    await keys.removeExpired();
    expect(transaction).not.toHaveBeenCalled();
  });
});

describe('Keys at rest', () => {
  it('are never in the clear in their row', async () => {
    const { keys } = await startKeys(db);
    for (const row of await allRows()) {
      const { privateKey } = keys.signingKey(row.alg as 'RS256');
      const jwk = privateKey.export({ format: 'jwk' });
      expect(row.sealed_private_jwk).toMatch(/^eyJ[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/);
      expect(JSON.stringify(row)).not.toContain(jwk.d);
      expect(JSON.stringify(row)).not.toContain(Buffer.from(jwk.d!).toString('base64url').slice(0, 20));
    }
  });

  it('are sealed anew at the first start with another encryption key, after which the old one can go', async () => {
    const { keys } = await startKeys(db);
    const before = await allRows();
    await startKeys(await elsewhere(), { secrets: [SECOND_SECRET, FIRST_SECRET] });
    const after = await allRows();
    expect(after.map((row) => row.sealed_private_jwk)).not.toEqual(
      before.map((row) => row.sealed_private_jwk),
    );
    const alone = await startKeys(await elsewhere(), { secrets: [SECOND_SECRET] });
    expect(alone.keys.jwks()).toEqual(keys.jwks());
    expect(alone.keys.signingKey('RS256').kid).toBe(keys.signingKey('RS256').kid);
  });

  it('are left as they are when they were sealed by the current one', async () => {
    await startKeys(db);
    const before = await allRows();
    await startKeys(await elsewhere(), { secrets: [FIRST_SECRET, SECOND_SECRET] });
    expect(await allRows()).toEqual(before);
  });

  it('that no configured encryption key opens stop the start, and nothing is made in their place', async () => {
    vi.spyOn(Logger.prototype, 'error').mockReturnValue();
    await startKeys(db);
    const before = await allRows();
    const stranger = processWith(await elsewhere(), { secrets: [SECOND_SECRET] });
    await expect(stranger.keys.onModuleInit()).rejects.toThrow(/Add it to PORTICO_ENCRYPTION_KEY/);
    expect(await allRows()).toEqual(before);
  });

  it('that this process can not open, for another one uses a newer encryption key, still verify here', async () => {
    const error = vi.spyOn(Logger.prototype, 'error').mockReturnValue();
    const clock = new SetClock();
    const here = await startKeys(db, { clock });
    const old = here.keys.signingKey('ES256').kid;
    const there = await startKeys(await elsewhere(), { clock, secrets: [SECOND_SECRET, FIRST_SECRET] });
    const { kid } = await there.rotation.rotate('ES256', { immediately: true });
    await expect.poll(() => here.keys.verificationKey(kid), { timeout: 1000 }).toBeDefined();
    expect(kids(here.keys.jwks())).toContain(kid);
    expect(kids(here.keys.jwks())).toContain(old);
    expect(error).toHaveBeenCalledWith(expect.stringContaining(kid));
  });
});
