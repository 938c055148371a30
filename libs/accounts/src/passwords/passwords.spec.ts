import { randomUUID } from 'node:crypto';
import { hash, parseOptions } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '#libs/clock';
import type { Database } from '#libs/storage';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { newAccount } from '../account.js';
import { AccountRepository } from '../account.repository.js';
import { AccountNotFound } from '../account-errors.js';
import { OneTimeTokenRepository } from '../one-time-tokens/one-time-token.repository.js';
import { OneTimeTokens } from '../one-time-tokens/one-time-tokens.js';
import { CredentialRepository } from './credential.repository.js';
import { PasswordHasher } from './password-hasher.js';
import { Passwords, UnusablePassword } from './passwords.js';

let test: TestDatabase;
let database: Database;
let passwords: Passwords;
let tokens: OneTimeTokens;
let hashings = 0;

class CountingHasher extends PasswordHasher {
  override verify(hashed: string | undefined, password: string) {
    hashings += 1;
    return super.verify(hashed, password);
  }
}

beforeAll(async () => {
  test = await openTestDatabase();
  database = test.database;
  const clock = new Clock();
  tokens = new OneTimeTokens(database, clock, new OneTimeTokenRepository(database));
  passwords = new Passwords(
    database,
    new CredentialRepository(database, clock),
    new CountingHasher({ workers: 1 }),
    tokens,
  );
});
afterAll(() => test.close());

async function person(): Promise<string> {
  const account = newAccount({}, { id: randomUUID(), sub: randomUUID(), now: 1, unrestricted: true });
  await new AccountRepository(database).insert(account, database);
  return account.id;
}
const stored = (id: string) =>
  database.rows<{ data: string; last_used_at: number | null }>(
    'SELECT data, last_used_at FROM credentials WHERE account_id = ?',
    [id],
  );

describe('A person’s password', () => {
  it('is kept as argon2id with 19 MiB, two passes and one lane', async () => {
    const id = await person();
    await passwords.set(id, 'k8#Vq2!x rabbit');
    const [row] = await stored(id);
    expect(row?.data).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await passwords.verify(id, 'k8#Vq2!x rabbit')).toBe(true);
    expect(await passwords.verify(id, 'k8#Vq2!x Rabbit')).toBe(false);
    expect((await stored(id))[0]?.last_used_at).toBeGreaterThan(1_700_000_000);
  });

  it('is the same, composed or not, at every length up to the limit', async () => {
    const id = await person();
    const longest = 'ab😀'.repeat(341);
    await passwords.set(id, `${longest}\u00e9`);
    expect(await passwords.verify(id, `${longest}e\u0301`)).toBe(true);
    expect(await passwords.verify(id, `${longest}e`)).toBe(false);
  });

  it('is checked against the rules before anything is hashed or stored', async () => {
    const id = await person();
    for (const [password, problem] of [
      ['password', 'common'],
      ['alice@example.com', 'personal'],
      ['x\0'.repeat(8), 'unusable_character'],
    ] as const) {
      const error = await passwords.set(id, password, { email: 'alice@example.com' }).catch((e) => e);
      expect(error).toBeInstanceOf(UnusablePassword);
      expect(error).toMatchObject({ field: 'password', problem });
    }
    expect(await passwords.exists(id)).toBe(false);
  });

  it('is one, when ten requests set it at once', async () => {
    const id = await person();
    await Promise.all(Array.from({ length: 10 }, (_, n) => passwords.set(id, `k8#Vq2!x rabbit ${n}`)));
    expect(await stored(id)).toHaveLength(1);
  });

  it('ends the invitations to choose one, and no others', async () => {
    const [id, other] = [await person(), await person()];
    const mine = await tokens.issue('invitation', id, 60);
    const theirs = await tokens.issue('invitation', other, 60);
    await passwords.set(id, 'k8#Vq2!x rabbit');
    expect(await tokens.peek('invitation', mine)).toBeUndefined();
    expect(await tokens.peek('invitation', theirs)).toMatchObject({ account_id: other });
  });

  it('can’t be given to somebody who is not there', async () => {
    await expect(passwords.set(randomUUID(), 'k8#Vq2!x rabbit')).rejects.toBeInstanceOf(AccountNotFound);
  });

  it('is hashed anew at sign-in when its hash is weaker than today’s', async () => {
    const id = await person();
    await passwords.set(id, 'k8#Vq2!x rabbit');
    const weak = await hash('k8#Vq2!x rabbit', { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    await database.affected('UPDATE credentials SET data = ? WHERE account_id = ?', [weak, id]);
    expect(await passwords.verify(id, 'wrong wrong')).toBe(false);
    expect((await stored(id))[0]?.data).toBe(weak);
    expect(await passwords.verify(id, 'k8#Vq2!x rabbit')).toBe(true);
    expect(parseOptions(String((await stored(id))[0]?.data))).toMatchObject({
      memoryCost: 19_456,
      timeCost: 2,
    });
    expect(await passwords.verify(id, 'k8#Vq2!x rabbit')).toBe(true);
  });
});

describe('The time that a wrong password takes', () => {
  it('is spent on hashing for people unknown, without a password, and known alike', async () => {
    const known = await person();
    await passwords.set(known, 'k8#Vq2!x rabbit');
    for (const id of [undefined, await person(), known]) {
      hashings = 0;
      expect(await passwords.verify(id, 'wrong wrong')).toBe(false);
      expect(hashings).toBe(1);
    }
  });

  it('is none for what can’t be a password', async () => {
    const id = await person();
    hashings = 0;
    for (const hopeless of ['', 'a\0b', 'a'.repeat(1_000_000), 'x'.repeat(1025), '\ud800']) {
      expect(await passwords.verify(id, hopeless)).toBe(false);
    }
    expect(hashings).toBe(0);
  });
});
