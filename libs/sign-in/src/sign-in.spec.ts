import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Account, Accounts, HasherBusy, type NewAccount, Passwords } from '#libs/accounts';
import { AuditModule, AuditTrail } from '#libs/audit';
import { ClockModule } from '#libs/clock';
import { AccessSettings, DatabaseSettings, Issuer, SignUpSettings } from '#libs/config';
import { Vault } from '#libs/secrets';
import { Database, StorageModule } from '#libs/storage';
import { freshDatabaseUrl, type TestDatabaseUrl } from '../../../test/support/database-url.js';
import { allEntities } from '../../../test/support/entities.js';
import { processorTime } from '../../../test/support/processor-time.js';
import { ACR_PASSWORD } from './acr.js';
import { PasswordFactor } from './factors/password.factor.js';
import { type PasswordAttempt, SignIn } from './sign-in.js';
import { SignInModule } from './sign-in.module.js';

const PASSWORD = 'k8#Vq2!x rabbit';

/** The real factor, or a quick one for tests of many attempts; both count. */
class CountedFactor extends PasswordFactor {
  attempts = 0;
  answer: boolean | Error | undefined;

  override prove(account: Account | undefined, password: string) {
    this.attempts += 1;
    if (this.answer instanceof Error) return Promise.reject(this.answer);
    return this.answer === undefined ? super.prove(account, password) : Promise.resolve(this.answer);
  }
}

let at: TestDatabaseUrl;
let app: TestingModule;
let factor: CountedFactor;

beforeAll(async () => {
  at = await freshDatabaseUrl();
  const settings = [
    { provide: DatabaseSettings, useValue: new DatabaseSettings({ url: at.url, workers: 1 }) },
    { provide: Issuer, useValue: new Issuer({ url: 'http://localhost:4000' }) },
    { provide: SignUpSettings, useValue: new SignUpSettings() },
    { provide: AccessSettings, useValue: new AccessSettings() },
    { provide: Vault, useValue: new Vault(['k'.repeat(32)]) },
  ];
  @Global()
  @Module({ providers: settings, exports: settings.map(({ provide }) => provide) })
  class TestSettings {}
  app = await Test.createTestingModule({
    imports: [
      TestSettings,
      ClockModule,
      StorageModule.register({ entities: allEntities }),
      AuditModule,
      SignInModule,
    ],
  })
    .overrideProvider(PasswordFactor)
    .useFactory({
      inject: [Passwords],
      factory: (passwords: Passwords) => new CountedFactor(passwords),
    })
    .compile();
  await app.init();
  factor = app.get<PasswordFactor, CountedFactor>(PasswordFactor);
});
afterAll(async () => {
  await app.close();
  await at.remove();
});
beforeEach(async () => {
  factor.attempts = 0;
  factor.answer = undefined;
  for (const table of ['accounts', 'sign_in_names', 'credentials', 'sign_in_throttles', 'audit_events']) {
    await app.get(Database).affected(`DELETE FROM ${table}`);
  }
});

async function person(given: NewAccount = {}): Promise<Account> {
  const account = await app.get(Accounts).create({ email: 'alice@example.com', ...given });
  await app.get(Passwords).set(account.id, PASSWORD);
  return account;
}
const signIn = (attempt: Partial<PasswordAttempt> = {}) =>
  app
    .get(SignIn)
    .withPassword({ username: 'alice@example.com', password: PASSWORD, ip: '192.0.2.1', ...attempt });
const wrong = (attempt: Partial<PasswordAttempt> = {}) => signIn({ password: 'wrong wrong', ...attempt });

describe('Signing in by password', () => {
  it('proves who the person is, and says how', async () => {
    const alice = await person({ preferred_username: 'alice' });
    const proof = { account: alice, amr: ['pwd'], acr: ACR_PASSWORD };
    expect(await signIn()).toEqual(proof);
    expect(await signIn({ username: ' ALICE ' })).toEqual(proof);
  });

  it('answers an unknown name, a wrong password and a person without one alike', async () => {
    await person();
    await app.get(Accounts).create({ email: 'bob@example.com' });
    for (const attempt of [
      { username: 'nobody@example.com' },
      { password: 'wrong wrong' },
      { username: 'bob@example.com' },
    ]) {
      factor.attempts = 0;
      expect(await signIn(attempt)).toEqual({ refused: 'wrong' });
      expect(factor.attempts).toBe(1);
    }
  });

  it('lets a disabled person in no more, and says so only to those who know the password', async () => {
    const alice = await person();
    await app.get(Accounts).disable(alice.id);
    expect(await signIn()).toEqual({ refused: 'disabled' });
    expect(await wrong()).toEqual({ refused: 'wrong' });
    expect(factor.attempts).toBe(2);
  });

  it.each<[string, Partial<PasswordAttempt>]>([
    ['a NUL in the password', { password: 'a\0bcdefgh' }],
    ['a NUL in the name', { username: 'alice@example.com\0' }],
    ['a password of a megabyte', { password: 'x'.repeat(1_000_000) }],
    ['a name of 10,000 characters', { username: 'x'.repeat(10_000) }],
    ['an empty name', { username: '' }],
    ['an empty password', { password: '' }],
  ])('refuses %s at once, with the same answer as a wrong one', async (_, attempt) => {
    await person();
    const spent = await processorTime(async () => {
      expect(await signIn(attempt)).toEqual({ refused: 'wrong' });
    });
    expect(spent).toBeLessThan(50);
    expect(factor.attempts).toBe(0);
  });

  it('is recorded, with nothing that was typed', async () => {
    const alice = await person();
    await signIn({ request_id: 'r1' });
    await wrong();
    await wrong({ username: 'my secret typed in the wrong field' });
    await wrong({ username: 'my-secret-too' });
    const { events } = await app.get(AuditTrail).list();
    const [unknown, failed, succeeded] = events;
    expect(events).toHaveLength(3);
    expect(succeeded).toMatchObject({
      type: 'sign_in.succeeded',
      actor: `account:${alice.id}`,
      outcome: 'success',
      ip: '192.0.2.1',
      request_id: 'r1',
      data: { amr: ['pwd'] },
    });
    expect(failed).toMatchObject({
      type: 'sign_in.failed',
      actor: 'anonymous',
      subject: `account:${alice.id}`,
      outcome: 'failure',
      data: { reason: 'wrong' },
    });
    expect(unknown).toMatchObject({ type: 'sign_in.failed', subject: null });
    expect(JSON.stringify(events)).not.toMatch(/secret|wrong wrong/);
  });
});

describe('Guessing', () => {
  it('is possible ten times for a name from a network, however many try at once', async () => {
    await person();
    const results = await Promise.all(Array.from({ length: 200 }, () => wrong()));
    expect(factor.attempts).toBe(10);
    expect(results.filter((result) => 'refused' in result && result.refused === 'wrong')).toHaveLength(10);
    expect(await signIn()).toMatchObject({ refused: 'throttled' });
    expect(await signIn({ ip: '192.0.2.77' })).toMatchObject({ refused: 'throttled' });
    expect(await signIn({ ip: '198.51.100.1' })).toMatchObject({ amr: ['pwd'] });
  });

  it('is throttled alike for a name that nobody has', async () => {
    factor.answer = false;
    const results = await Promise.all(
      Array.from({ length: 30 }, () => wrong({ username: 'nobody@example.com' })),
    );
    expect(factor.attempts).toBe(10);
    const throttled = results.find((result) => 'refused' in result && result.refused === 'throttled');
    expect(throttled).toEqual({ refused: 'throttled', retry_after: expect.any(Number) });
    expect((throttled as { retry_after: number }).retry_after).toBeGreaterThan(880);
  });

  it('can’t get round the count by writing the name in another way', async () => {
    factor.answer = false;
    for (let n = 0; n < 10; n += 1) await wrong();
    factor.attempts = 0;
    await wrong({ username: ' ALICE@Example.COM' });
    await wrong({ username: 'ａlice@example.com' });
    expect(factor.attempts).toBe(0);
  });

  it('one password on everybody stops at a hundred from a network', async () => {
    factor.answer = false;
    await Promise.all(Array.from({ length: 150 }, (_, n) => wrong({ username: `person${n}` })));
    expect(factor.attempts).toBe(100);
    expect(await wrong({ ip: '198.51.100.1' })).toEqual({ refused: 'wrong' });
  });

  it('of one name stops at a hundred from all networks', async () => {
    factor.answer = false;
    await Promise.all(Array.from({ length: 150 }, (_, n) => wrong({ ip: `10.0.${n}.1` })));
    expect(factor.attempts).toBe(100);
  });

  it('is forgiven after a success', async () => {
    await person();
    for (let n = 0; n < 9; n += 1) await wrong();
    expect(await signIn()).toMatchObject({ amr: ['pwd'] });
    for (let n = 0; n < 10; n += 1) expect(await wrong()).toEqual({ refused: 'wrong' });
    expect(await wrong()).toMatchObject({ refused: 'throttled' });
  });

  it('doesn’t count the attempts that a person makes rightly', async () => {
    await person();
    factor.answer = true;
    for (let n = 0; n < 120; n += 1) expect(await signIn()).toMatchObject({ amr: ['pwd'] });
  });

  it('doesn’t count attempts that failed because we were busy', async () => {
    await person();
    factor.answer = new HasherBusy();
    for (let n = 0; n < 15; n += 1) await expect(signIn()).rejects.toBeInstanceOf(HasherBusy);
    factor.answer = undefined;
    expect(await signIn()).toMatchObject({ amr: ['pwd'] });
  });
});

describe('A person whose name strangers use up', () => {
  const storm = async () => {
    factor.answer = false;
    await Promise.all(Array.from({ length: 110 }, (_, n) => wrong({ ip: `10.0.${n}.1` })));
    await Promise.all(Array.from({ length: 110 }, (_, n) => wrong({ username: `p${n}` })));
    factor.answer = undefined;
    factor.attempts = 0;
  };

  it('can still sign in where they did before', async () => {
    const alice = await person();
    const device = app.get(SignIn).deviceToken(alice);
    await storm();
    expect(await signIn()).toMatchObject({ refused: 'throttled' });
    expect(await signIn({ device })).toMatchObject({ amr: ['pwd'] });
  });

  it('isn’t helped by the device of another person, nor by a forged one', async () => {
    await person();
    const bob = await person({ email: 'bob@example.com' });
    await storm();
    const theirs = app.get(SignIn).deviceToken(bob);
    expect(await signIn({ device: theirs })).toMatchObject({ refused: 'throttled' });
    expect(await signIn({ device: `${theirs.split('.')[0]}.${'A'.repeat(43)}` })).toMatchObject({
      refused: 'throttled',
    });
  });

  it('isn’t guessed any faster with a stolen device', async () => {
    const alice = await person();
    const device = app.get(SignIn).deviceToken(alice);
    factor.answer = false;
    await Promise.all(Array.from({ length: 200 }, (_, n) => wrong({ device, ip: `10.0.${n}.1` })));
    expect(factor.attempts).toBe(10);
  });
});
