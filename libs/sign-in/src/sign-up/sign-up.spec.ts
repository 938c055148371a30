import { Test, type TestingModule } from '@nestjs/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Accounts, HasherBusy, Passwords } from '#libs/accounts';
import { AuditModule, AuditTrail } from '#libs/audit';
import { ClockModule } from '#libs/clock';
import { ConfigModule, loadConfiguration } from '#libs/config';
import { SecretsModule } from '#libs/secrets';
import { Database, StorageModule } from '#libs/storage';
import { freshDatabaseUrl } from '../../../../test/support/database-url.js';
import { allEntities } from '../../../../test/support/entities.js';
import { SignIn } from '../sign-in.js';
import { SignInModule } from '../sign-in.module.js';
import { SignUp } from './sign-up.js';

const ADA = { email: 'ada@example.com', name: 'Ada Lovelace', password: 'seven green herons' };
const TRACE = { ip: '192.0.2.7', request_id: 'r1', client_id: 'photos' };

let app: TestingModule;
let remove: () => Promise<void>;
const start = async (keys: Record<string, string>) => {
  const fresh = await freshDatabaseUrl();
  remove = fresh.remove;
  const configuration = loadConfiguration({
    PORTICO_DATABASE_URL: fresh.url,
    PORTICO_ENCRYPTION_KEY: 'a key that was made for these tests only',
    ...keys,
  });
  app = await Test.createTestingModule({
    imports: [
      ConfigModule.register(configuration),
      ClockModule,
      StorageModule.register({ entities: allEntities }),
      SecretsModule,
      AuditModule,
      SignInModule,
    ],
  }).compile();
  await app.init();
};
const stop = async () => {
  await app.close();
  await remove();
};
afterEach(() => vi.restoreAllMocks());
const empty = async () => {
  for (const table of ['accounts', 'sign_in_names', 'credentials', 'sign_in_throttles', 'audit_events']) {
    await app.get(Database).affected(`DELETE FROM ${table}`);
  }
};
const signUp = (input: object = {}, trace: object = {}) =>
  app.get(SignUp, { strict: false }).withPassword({ ...ADA, ...input }, { ...TRACE, ...trace });
const events = async () => (await app.get(AuditTrail, { strict: false }).list()).events;
const people = async () => (await app.get(Accounts, { strict: false }).list()).accounts;

describe('Signing up, where everybody may', () => {
  beforeAll(() => start({ PORTICO_SIGN_UP: 'open', PORTICO_SIGN_UP_LIMIT: '30' }));
  afterAll(stop);
  beforeEach(empty);

  it('makes an account whose address nobody has verified, with no rights, and signs its person in', async () => {
    const result = await signUp();
    expect(result).toMatchObject({ amr: ['pwd'], acr: 'urn:portico:acr:password' });
    expect(await people()).toMatchObject([
      {
        email: 'ada@example.com',
        email_verified: false,
        name: 'Ada Lovelace',
        status: 'enabled',
        admin_role: null,
        roles: [],
      },
    ]);
    const attempt = { username: 'ADA@example.com', password: ADA.password, ip: TRACE.ip };
    expect(await app.get(SignIn, { strict: false }).withPassword(attempt)).toHaveProperty('account');
  });

  it('is recorded, by the person themselves, with where they were on their way to', async () => {
    await signUp();
    const [account] = await people();
    const self = `account:${account?.id}`;
    expect(await events()).toMatchObject([
      { type: 'account.signed_up', actor: self, subject: self, outcome: 'success', ...TRACE },
    ]);
    expect(JSON.stringify(await events())).not.toContain('ada@example.com');
  });

  it.each([
    [
      { email: undefined, name: undefined, password: undefined },
      { email: 'missing', name: 'missing', password: 'missing' },
    ],
    [{ email: ' ' }, { email: 'missing' }],
    [{ email: 'ada' }, { email: 'invalid' }],
    [{ email: 'ada@' }, { email: 'invalid' }],
    [{ email: 'a\0da@example.com' }, { email: 'invalid' }],
    [{ email: `${'a'.repeat(320)}@example.com` }, { email: 'invalid' }],
    [{ name: '  ' }, { name: 'missing' }],
    [{ name: 'a'.repeat(256) }, { name: 'unusable' }],
    [{ name: 'Ada\u0007' }, { name: 'unusable' }],
    [{ password: '' }, { password: 'missing' }],
    [{ password: 'seven77' }, { password: 'too_short' }],
    [{ password: 'password1' }, { password: 'common' }],
    [{ password: 'ada@example.com1' }, { password: 'personal' }],
    [{ password: 'Lovelace-Ada' }, { password: 'personal' }],
    [{ password: 'x'.repeat(100_000) }, { password: 'too_long' }],
  ])('with %j is told %j, and nobody is looked up', async (input, problems) => {
    const lookedUp = vi.spyOn(app.get(Accounts, { strict: false }), 'create');
    const hashed = vi.spyOn(app.get(Passwords, { strict: false }), 'hash');
    expect(await signUp(input)).toEqual({ problems });
    expect([lookedUp.mock.calls, hashed.mock.calls]).toEqual([[], []]);
    expect(await people()).toEqual([]);
  });

  it('with an address that somebody has, in whatever spelling, changes nothing and names nobody', async () => {
    await signUp();
    const before = await people();
    for (const email of ['ada@example.com', ' ADA@EXAMPLE.COM ', 'ａda@example.com']) {
      expect(await signUp({ email, name: 'Eve', password: 'a password of another' })).toEqual({
        refused: 'unavailable',
      });
    }
    expect(await people()).toEqual(before);
    const [refusal] = await events();
    expect(refusal).toMatchObject({
      type: 'account.sign_up_refused',
      actor: 'anonymous',
      subject: `account:${before[0]?.id}`,
      outcome: 'failure',
    });
    expect(JSON.stringify(await events())).not.toMatch(/ada@|a password of another|Eve/i);
  });

  it('with a user name that is somebody’s address is the same as with the address', async () => {
    const accounts = app.get(Accounts, { strict: false });
    await accounts.create({ preferred_username: 'ada@example.com' });
    expect(await signUp()).toEqual({ refused: 'unavailable' });
  });

  it('hashes the password before it is known whether the address is free: the time tells nothing', async () => {
    await signUp();
    const hashed = vi.spyOn(app.get(Passwords, { strict: false }), 'hash');
    await signUp();
    await signUp({ email: 'free@example.com' });
    expect(hashed).toHaveBeenCalledTimes(2);
  });

  it('20 times at once with one address makes one account', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) => signUp({ name: `Ada ${i}` }, { ip: `198.51.${i}.1` })),
    );
    expect(results.filter((result) => 'account' in result)).toHaveLength(1);
    expect(results.filter((result) => 'refused' in result && result.refused === 'unavailable')).toHaveLength(
      19,
    );
    expect(await people()).toHaveLength(1);
    const rows = await app.get(Database).rows('SELECT * FROM credentials');
    expect(rows).toHaveLength(1);
  });

  it('is counted by network: as many accounts as the configuration allows, and then a pause', async () => {
    for (let i = 0; i < 30; i += 1) {
      expect(await signUp({ email: `n${i}@example.com` }, { ip: `192.0.2.${i}` })).toHaveProperty('account');
    }
    expect(await signUp()).toEqual({ refused: 'throttled', retry_after: expect.any(Number) });
    expect(await signUp({}, { ip: '198.51.100.1' })).toHaveProperty('account');
  });

  it('lets one network learn of 20 addresses that somebody has them, and then of none', async () => {
    await signUp({}, { ip: '198.51.100.1' });
    for (let i = 0; i < 20; i += 1) expect(await signUp()).toEqual({ refused: 'unavailable' });
    expect(await signUp()).toMatchObject({ refused: 'throttled' });
    expect(await signUp({ email: 'free@example.com' })).toMatchObject({ refused: 'throttled' });
  });

  it('does not count what failed for our own reasons', async () => {
    vi.spyOn(app.get(Passwords, { strict: false }), 'hash').mockRejectedValue(new HasherBusy());
    for (let i = 0; i < 31; i += 1) await expect(signUp()).rejects.toThrow(HasherBusy);
    vi.restoreAllMocks();
    expect(await signUp()).toHaveProperty('account');
  });

  it('stores nothing when its record can’t be stored', async () => {
    vi.spyOn(app.get(AuditTrail, { strict: false }), 'record').mockRejectedValue(new Error('disk full'));
    await expect(signUp()).rejects.toThrow('disk full');
    expect(await people()).toEqual([]);
  });
});

describe('Signing up, for some domains', () => {
  beforeAll(() =>
    start({ PORTICO_SIGN_UP: 'domains', PORTICO_SIGN_UP_DOMAINS: 'Example.com,bücher.example' }),
  );
  afterAll(stop);
  beforeEach(empty);

  it.each(['ada@example.com', 'ada@EXAMPLE.com', 'ada@bücher.example', 'ada@xn--bcher-kva.example'])(
    'lets %s in',
    async (email) => {
      expect(await signUp({ email })).toHaveProperty('account');
    },
  );

  it.each([
    'ada@example.org',
    'ada@sub.example.com',
    'ada@example.com.evil.example',
    'ada@notexample.com',
    'example.com@evil.example',
    'a@example.com@evil.example',
  ])('keeps %s out, before anybody is looked up', async (email) => {
    const result = await signUp({ email });
    expect(result).toEqual({ problems: { email: expect.stringMatching(/^(?:domain|invalid)$/) } });
  });
});
