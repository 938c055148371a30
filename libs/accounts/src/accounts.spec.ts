import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Clock } from '#libs/clock';
import { AccessSettings } from '#libs/config';
import type { Database, Statements } from '#libs/storage';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { AccountRepository } from './account.repository.js';
import { AccountChange } from './account-change.js';
import { AccountErasure } from './account-erasure.repository.js';
import {
  AccountNotFound,
  InvalidAccount,
  LastOwner,
  MalformedCursor,
  SignInNameTaken,
  SubjectTaken,
  VersionConflict,
} from './account-errors.js';
import { Accounts } from './accounts.js';
import { NewAccounts } from './new-accounts.js';
import { SignInNameRepository } from './sign-in-name.repository.js';

let test: TestDatabase;
let database: Database;
let accounts: Accounts;
let erasure: AccountErasure;
let nowMs = 1_700_000_000_000;

class TestClock extends Clock {
  override nowMs() {
    return nowMs;
  }
}

beforeAll(async () => {
  test = await openTestDatabase();
  database = test.database;
  const clock = new TestClock();
  const rows = new AccountRepository(database);
  const names = new SignInNameRepository(clock);
  erasure = new AccountErasure(clock);
  const change = new AccountChange(database, clock, rows, names, erasure);
  const newAccounts = new NewAccounts(database, clock, new AccessSettings(), rows, names);
  accounts = new Accounts(rows, newAccounts, change);
});
afterAll(() => test.close());
beforeEach(async () => {
  for (const table of ['accounts', 'sign_in_names', 'credentials', 'one_time_tokens', 'retired_subjects']) {
    await database.affected(`DELETE FROM ${table}`);
  }
});

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error) => error,
  );

describe('A new person', () => {
  it('has a random sub of 128 bits, and is found by id, sub, e-mail and user name in any case', async () => {
    const alice = await accounts.create({
      email: 'Alice@Example.com',
      preferred_username: 'Alice.L',
      roles: ['editor'],
      address: { country: 'FR' },
      custom_attributes: { cost_center: 7 },
    });
    expect(alice.sub).toMatch(/^[\w-]{22}$/);
    for (const found of [
      accounts.findById(alice.id),
      accounts.findBySub(alice.sub),
      accounts.findBySignInName(' alice@EXAMPLE.com '),
      accounts.findBySignInName('ALICE.l'),
    ]) {
      expect(await found).toEqual(alice);
    }
    expect(await accounts.findBySignInName('alice')).toBeUndefined();
    expect(await accounts.findBySignInName('alice\0')).toBeUndefined();
  });

  it('can bring the sub of another provider, but none that somebody has', async () => {
    await accounts.create({ sub: 'imported|7' });
    expect(await failure(accounts.create({ sub: 'imported|7' }))).toBeInstanceOf(SubjectTaken);
    expect((await accounts.create({ sub: 'IMPORTED|7' })).sub).toBe('IMPORTED|7');
  });

  it('can have one name both as e-mail address and as user name', async () => {
    const alice = await accounts.create({ email: 'a@example.com', preferred_username: 'A@example.com' });
    expect((await accounts.findBySignInName('a@example.com'))?.id).toBe(alice.id);
  });

  it.each([
    ['email', { email: 'ALICE@example.com' }],
    ['preferred_username', { email: 'b@example.com', preferred_username: 'ALICE' }],
    ['preferred_username', { preferred_username: 'alice@example.com' }],
  ])('leaves no trace when the name in %s is taken', async (field, given) => {
    await accounts.create({ email: 'alice@example.com', preferred_username: 'alice' });
    const error = await failure(accounts.create(given));
    expect(error).toBeInstanceOf(SignInNameTaken);
    expect(error.field).toBe(field);
    expect((await accounts.list()).accounts).toHaveLength(1);
    expect(await accounts.findBySignInName('b@example.com')).toBeUndefined();
  });

  it('is one person, when the same e-mail address is added by twenty requests at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, () => failure(accounts.create({ email: 'alice@example.com' }))),
    );
    expect(results.filter((result) => result === undefined)).toHaveLength(1);
    expect(results.filter((result) => result instanceof SignInNameTaken)).toHaveLength(19);
    expect((await accounts.list()).accounts).toHaveLength(1);
  });

  it('is refused with every field at fault', async () => {
    const error = await failure(accounts.create({ email: 'nobody', locale: '?' }));
    expect(error).toBeInstanceOf(InvalidAccount);
    expect(error.problems.map((problem: { field: string }) => problem.field)).toEqual(['email', 'locale']);
  });
});

describe('A change of a person', () => {
  it('raises the version, and updated_at when it touches the profile', async () => {
    const alice = await accounts.create({ name: 'Alice' });
    nowMs += 60_000;
    const disabled = await accounts.disable(alice.id);
    expect(disabled).toMatchObject({ status: 'disabled', version: 2, updated_at: alice.updated_at });
    const renamed = await accounts.patch(alice.id, 2, { name: 'Alicia', locale: 'fr' });
    expect(renamed).toMatchObject({ name: 'Alicia', version: 3, updated_at: alice.updated_at + 60 });
    expect(await accounts.findById(alice.id)).toEqual(renamed);
    expect(await accounts.enable(alice.id)).toMatchObject({ status: 'enabled', version: 4 });
  });

  it('is refused for a version that somebody else has changed meanwhile', async () => {
    const alice = await accounts.create({});
    await accounts.patch(alice.id, 1, { name: 'Alice' });
    expect(await failure(accounts.patch(alice.id, 1, { name: 'Bob' }))).toBeInstanceOf(VersionConflict);
    expect(await failure(accounts.patch('nobody', 1, { name: 'Bob' }))).toBeInstanceOf(AccountNotFound);
  });

  it('succeeds for exactly one of twenty that read the same version', async () => {
    const alice = await accounts.create({});
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => failure(accounts.patch(alice.id, 1, { name: `Alice ${n}` }))),
    );
    expect(results.filter((result) => result === undefined)).toHaveLength(1);
    expect(results.filter((result) => result instanceof VersionConflict)).toHaveLength(19);
    expect(await accounts.findById(alice.id)).toMatchObject({ version: 2 });
  });

  it('of the e-mail address changes the sign-in name with it, and frees the old one', async () => {
    const alice = await accounts.create({ email: 'old@example.com', email_verified: true });
    const changed = await accounts.patch(alice.id, 1, { email: 'New@example.com' });
    expect(changed.email_verified).toBe(false);
    expect(await accounts.findBySignInName('old@example.com')).toBeUndefined();
    expect((await accounts.findBySignInName('new@example.com'))?.id).toBe(alice.id);
    await accounts.create({ email: 'old@example.com' });
  });

  it('to a name that another has changes nothing at all', async () => {
    const alice = await accounts.create({ email: 'alice@example.com' });
    await accounts.create({ email: 'bob@example.com' });
    const error = await failure(accounts.patch(alice.id, 1, { name: 'Bob', email: 'BOB@example.com' }));
    expect(error).toBeInstanceOf(SignInNameTaken);
    expect(await accounts.findById(alice.id)).toEqual(alice);
    expect((await accounts.findBySignInName('alice@example.com'))?.id).toBe(alice.id);
  });

  it('can turn a user name into the same e-mail address', async () => {
    const alice = await accounts.create({ preferred_username: 'alice@example.com' });
    await accounts.patch(alice.id, 1, { email: 'alice@example.com', preferred_username: null });
    expect((await accounts.findBySignInName('alice@example.com'))?.id).toBe(alice.id);
  });
});

describe('The last owner', () => {
  const owner = () => accounts.create({ admin_role: 'owner' });

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['deleted', (id) => accounts.delete(id)],
    ['disabled', (id) => accounts.disable(id)],
    ['demoted', (id) => accounts.patch(id, 1, { admin_role: 'admin' })],
    ['left without a role', (id) => accounts.patch(id, 1, { admin_role: null })],
  ])('can’t be %s', async (_, leave) => {
    const last = await owner();
    await accounts.create({ admin_role: 'owner', status: 'disabled' });
    await accounts.create({ admin_role: 'admin' });
    expect(await failure(leave(last.id))).toBeInstanceOf(LastOwner);
    expect(await accounts.findById(last.id)).toEqual(last);
    await owner();
    await leave(last.id);
    expect(await accounts.countOwners()).toBe(1);
  });

  it('can change everything else', async () => {
    const last = await owner();
    expect(await accounts.patch(last.id, 1, { name: 'Alice' })).toMatchObject({ admin_role: 'owner' });
  });

  it.each([1, 2, 3, 4, 5])('stays when two owners are removed by two requests at once (%i)', async () => {
    const [a, b] = [await owner(), await owner()];
    const results = await Promise.all([failure(accounts.delete(a.id)), failure(accounts.delete(b.id))]);
    expect(results.filter((result) => result === undefined)).toHaveLength(1);
    expect(results.filter((result) => result instanceof LastOwner)).toHaveLength(1);
    expect(await accounts.countOwners()).toBe(1);
  });

  it('stays when twelve owners are removed, disabled and demoted at once', async () => {
    const owners = [];
    for (let n = 0; n < 12; n += 1) owners.push(await owner());
    const results = await Promise.all(
      owners.map(({ id }, n) => {
        if (n % 3 === 0) return failure(accounts.delete(id));
        return failure(n % 3 === 1 ? accounts.disable(id) : accounts.patch(id, 1, { admin_role: 'auditor' }));
      }),
    );
    expect(results.filter((result) => result instanceof LastOwner)).toHaveLength(1);
    expect(await accounts.countOwners()).toBe(1);
  });
});

describe('A deleted person', () => {
  it('leaves nothing but the tombstone of their sub', async () => {
    const alice = await accounts.create({ email: 'alice@example.com', preferred_username: 'alice' });
    await database.affected(
      "INSERT INTO credentials (id, account_id, type, data, created_at) VALUES ('c', ?, 'password', 'x', 1)",
      [alice.id],
    );
    await database.affected(
      "INSERT INTO one_time_tokens (token_hash, purpose, account_id, created_at, expires_at) VALUES ('h', 'invitation', ?, 1, 2)",
      [alice.id],
    );
    await accounts.delete(alice.id);
    for (const table of ['accounts', 'sign_in_names', 'credentials', 'one_time_tokens']) {
      expect(await database.rows(`SELECT * FROM ${table}`)).toEqual([]);
    }
    expect(await database.rows('SELECT sub FROM retired_subjects')).toEqual([{ sub: alice.sub }]);
    expect(await failure(accounts.create({ sub: alice.sub }))).toBeInstanceOf(SubjectTaken);
    expect((await accounts.list()).accounts).toEqual([]);
  });

  it('is not deleted when changed since they were read', async () => {
    const alice = await accounts.create({ email: 'alice@example.com' });
    await accounts.patch(alice.id, 1, { name: 'Alice' });
    expect(await failure(accounts.delete(alice.id, 1))).toBeInstanceOf(VersionConflict);
    expect((await accounts.findBySignInName('alice@example.com'))?.version).toBe(2);
  });

  it('is still there while what must end with them ends, and stays if that or the deletion fails', async () => {
    const [alice, bob] = [await accounts.create({ name: 'Alice' }), await accounts.create({ name: 'Bob' })];
    const seen: unknown[] = [];
    const look = async (within: Statements) => {
      seen.push(await accounts.findById(alice.id, within));
      await within.affected('DELETE FROM accounts WHERE id = ?', [bob.id]);
    };
    const changed = await accounts.patch(alice.id, 1, { name: 'Alicia' });
    expect(await failure(accounts.delete(alice.id, 1, look))).toBeInstanceOf(VersionConflict);
    await expect(accounts.delete(alice.id, 2, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect([await accounts.findById(alice.id), await accounts.findById(bob.id)]).toEqual([changed, bob]);
    await accounts.delete(alice.id, 2, look);
    expect([await accounts.findById(alice.id), await accounts.findById(bob.id)]).toEqual([
      undefined,
      undefined,
    ]);
    expect(seen).toEqual([changed]);
  });

  it('is deleted once', async () => {
    const alice = await accounts.create({});
    const results = await Promise.all(Array.from({ length: 5 }, () => failure(accounts.delete(alice.id))));
    expect(results.filter((result) => result === undefined)).toHaveLength(1);
    expect(results.filter((result) => result instanceof AccountNotFound)).toHaveLength(4);
  });

  it('never shares their sub with one who is imported while they are deleted', async () => {
    const alice = await accounts.create({ sub: 'imported|1' });
    let imported: Promise<unknown> | undefined;
    await database.transaction(async (tx) => {
      await erasure.erase(alice, tx);
      imported = failure(accounts.create({ sub: alice.sub }));
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    expect(await imported).toBeInstanceOf(SubjectTaken);
    expect(await accounts.findBySub(alice.sub)).toBeUndefined();
  });
});

describe('The list of people', () => {
  it('is walked by cursors, newest first, each person once, whatever is added meanwhile', async () => {
    for (let n = 0; n < 7; n += 1) {
      nowMs += n % 3 === 0 ? 1000 : 0;
      await accounts.create({ name: `P${n}` });
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await accounts.list({ cursor, limit: 3 });
      seen.push(...page.accounts.map(({ name }) => String(name)));
      cursor = page.next_cursor;
      nowMs += 1000;
      await accounts.create({ name: 'added' });
    } while (cursor);
    expect(seen.toSorted()).toEqual(['P0', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6']);
    expect(seen[0]).toBe('P6');
  });

  it('has no next page after the last', async () => {
    await accounts.create({});
    expect(await accounts.list({ limit: 1 })).not.toHaveProperty('next_cursor');
  });

  it.each([
    '',
    'x',
    'created_at',
    Buffer.from('1 OR 1=1,x').toString('base64url'),
    Buffer.from('{"id":1}').toString('base64url'),
    'a'.repeat(5000),
  ])('refuses the cursor %j', async (cursor) => {
    expect(await failure(accounts.list({ cursor }))).toBeInstanceOf(MalformedCursor);
  });

  it.each([
    ['ali', ['Alice Liddell']],
    ['ALICE L', ['Alice Liddell']],
    ['lidd', ['Alice Liddell']],
    ['al@', ['Alice Liddell']],
    ['bob', ['Robert']],
    ['  ', ['Robert', 'Alice Liddell']],
    ['%', []],
    ['_lice', []],
    ["' OR 1=1 --", []],
  ])('finds by how a name begins: %j', async (search, names) => {
    await accounts.create({ name: 'Alice Liddell', family_name: 'Liddell', email: 'AL@example.com' });
    nowMs += 1000;
    await accounts.create({ name: 'Robert', preferred_username: 'bob' });
    expect((await accounts.list({ search })).accounts.map(({ name }) => name)).toEqual(names);
  });
});
