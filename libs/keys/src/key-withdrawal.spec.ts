import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SIGNING_ALGORITHMS } from '#libs/protocol';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { ISSUER, SetClock, startKeys } from '../test/start-keys.js';
import { PUBLISHED_AFTER, PUBLISHED_AHEAD } from './signing-key.js';

const BY = { actor: 'account:owner', ip: '192.0.2.1', request_id: 'r1' };

let db: TestDatabase;
let others: TestDatabase[];
let clock: SetClock;
let process: Awaited<ReturnType<typeof startKeys>>;
beforeEach(async () => {
  db = await openTestDatabase();
  others = [];
  clock = new SetClock();
  process = await startKeys(db, { clock });
});
afterEach(async () => {
  for (const other of others) await other.close();
  await db.close();
});

const elsewhere = async () => {
  const other = await db.again();
  others.push(other);
  return startKeys(other, { clock });
};
const published = () => process.keys.jwks().keys.map(({ kid }) => kid);
const rowsOf = (kid: string) => db.database.rows('SELECT * FROM signing_keys WHERE kid = ?', [kid]);
const HINT = { typ: 'JWT', allowExpired: true, allowRetired: true };

describe('A key that is withdrawn', () => {
  it('leaves the JWK Set and verifies nothing any more, not even a hint; a new key signs at once', async () => {
    const { keys, signer, verifier, withdrawal } = process;
    const stolen = keys.signingKey('ES256').kid;
    const jwt = await signer.sign({ iss: ISSUER, exp: clock.now() + 600 }, { alg: 'ES256' });
    expect(await verifier.verify(jwt, HINT)).toBeDefined();

    const answer = await withdrawal.withdraw(stolen, BY);
    const { kid } = keys.signingKey('ES256');
    expect(kid).not.toBe(stolen);
    expect(answer).toEqual({
      kid: stolen,
      alg: 'ES256',
      signed: true,
      successor: { kid, signs_from: clock.now() },
    });
    expect(published()).not.toContain(stolen);
    expect(published()).toContain(kid);
    expect(await verifier.verify(jwt, HINT)).toBeUndefined();
    expect(await rowsOf(stolen)).toEqual([]);
  });

  it('is recorded, with who did it and what took its place', async () => {
    const stolen = process.keys.signingKey('ES256').kid;
    const answer = await process.withdrawal.withdraw(stolen, BY);
    expect(process.events).toEqual([
      {
        type: 'key.withdrawn',
        ...BY,
        subject: `key:${stolen}`,
        outcome: 'success',
        data: { alg: 'ES256', signed: true, successor: answer?.successor.kid },
      },
    ]);
  });

  it('takes with it the key that waits, which the thief may have too: that one never signs', async () => {
    const { keys, rotation, withdrawal } = process;
    const waiting = await rotation.rotate('ES256');
    const answer = await withdrawal.withdraw(keys.signingKey('ES256').kid, BY);
    expect(answer?.successor.kid).not.toBe(waiting.kid);
    clock.forward(PUBLISHED_AHEAD);
    expect(keys.signingKey('ES256').kid).toBe(answer?.successor.kid);
    clock.forward(PUBLISHED_AFTER);
    expect(published()).not.toContain(waiting.kid);
    expect(keys.signingKey('ES256').kid).toBe(answer?.successor.kid);
  });

  it('that was to sign next is replaced by one that signs now, and stays published', async () => {
    const { keys, rotation, withdrawal } = process;
    clock.forward(60);
    const waiting = await rotation.rotate('ES256');
    const answer = await withdrawal.withdraw(waiting.kid, BY);
    expect(answer).toMatchObject({ signed: false, successor: { signs_from: clock.now() } });
    expect(keys.signingKey('ES256').kid).toBe(answer?.successor.kid);
    clock.forward(PUBLISHED_AHEAD + PUBLISHED_AFTER);
    expect(keys.signingKey('ES256').kid).toBe(answer?.successor.kid);
    expect(published()).toContain(answer?.successor.kid);
    expect(published()).toHaveLength(SIGNING_ALGORITHMS.length);
  });

  it('that has a successor already needs no other one', async () => {
    const { keys, rotation, withdrawal } = process;
    const old = keys.signingKey('ES256').kid;
    const { kid } = await rotation.rotate('ES256', { immediately: true });
    const answer = await withdrawal.withdraw(old, BY);
    expect(answer).toMatchObject({ kid: old, signed: false, successor: { kid } });
    expect(published()).toHaveLength(SIGNING_ALGORITHMS.length);
  });

  it('may be one that is no longer published, and only verified hints', async () => {
    const { keys, rotation, signer, verifier, withdrawal } = process;
    const old = keys.signingKey('ES256').kid;
    const hint = await signer.sign({ iss: ISSUER, exp: clock.now() + 600 }, { alg: 'ES256' });
    await rotation.rotate('ES256', { immediately: true });
    clock.forward(PUBLISHED_AFTER);
    await keys.removeExpired();
    expect(await verifier.verify(hint, HINT)).toBeDefined();
    expect(await withdrawal.withdraw(old, BY)).toMatchObject({ kid: old });
    expect(await verifier.verify(hint, HINT)).toBeUndefined();
  });

  it.each(['nobody-made-this-key', ''])('must be there: %j is not', async (kid) => {
    const before = published();
    expect(await process.withdrawal.withdraw(kid, BY)).toBeUndefined();
    expect(published()).toEqual(before);
    expect(process.events).toEqual([]);
  });

  it('leaves the other algorithms alone', async () => {
    const { keys, withdrawal } = process;
    const before = keys.signingKey('RS256').kid;
    await withdrawal.withdraw(keys.signingKey('ES256').kid, BY);
    expect(keys.signingKey('RS256').kid).toBe(before);
  });

  it('is gone from every process within a second', async () => {
    const there = await elsewhere();
    const stolen = process.keys.signingKey('ES256').kid;
    const jwt = await there.signer.sign({ iss: ISSUER, exp: clock.now() + 600 }, { alg: 'ES256' });
    const answer = await process.withdrawal.withdraw(stolen, BY);
    await expect.poll(() => there.verifier.verify(jwt, HINT), { timeout: 1000 }).toBeUndefined();
    expect(there.keys.signingKey('ES256').kid).toBe(answer?.successor.kid);
    expect(there.keys.jwks()).toEqual(process.keys.jwks());
  });

  it('is withdrawn once, and replaced once, by many at once in two processes', async () => {
    const there = await elsewhere();
    const stolen = process.keys.signingKey('ES256').kid;
    const answers = await Promise.all(
      [process, there, process, there, process, there].map(({ withdrawal }) =>
        withdrawal.withdraw(stolen, BY),
      ),
    );
    expect(answers.filter((answer) => answer !== undefined)).toHaveLength(1);
    expect(published()).toHaveLength(SIGNING_ALGORITHMS.length);
  });

  it('and rotated at the same moment leaves a key that signs and lasts', async () => {
    const there = await elsewhere();
    const stolen = process.keys.signingKey('ES256').kid;
    await Promise.all([
      process.withdrawal.withdraw(stolen, BY),
      there.rotation.rotate('ES256'),
      there.rotation.rotate('ES256', { immediately: true }),
      process.rotation.rotate('ES256'),
    ]);
    await there.keys.removeExpired();
    clock.forward(PUBLISHED_AHEAD);
    expect(published()).not.toContain(stolen);
    const { kid } = process.keys.signingKey('ES256');
    clock.forward(10 * PUBLISHED_AFTER);
    expect(process.keys.signingKey('ES256').kid).toBe(kid);
    expect(published()).toContain(kid);
  });
});
