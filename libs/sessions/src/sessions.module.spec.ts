import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Accounts } from '#libs/accounts';
import { ClockModule } from '#libs/clock';
import { AccessSettings, DatabaseSettings, Issuer, SessionSettings } from '#libs/config';
import { Database, StorageModule, Sweeper } from '#libs/storage';
import { freshDatabaseUrl, type TestDatabaseUrl } from '../../../test/support/database-url.js';
import { allEntities } from '../../../test/support/entities.js';
import { SessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.js';
import { SessionsModule } from './sessions.module.js';
import { type SessionCookies, SignedInBrowser } from './signed-in-browser.js';

let at: TestDatabaseUrl;
let app: TestingModule;

beforeAll(async () => {
  at = await freshDatabaseUrl();
  const settings = [
    { provide: DatabaseSettings, useValue: new DatabaseSettings({ url: at.url, workers: 1 }) },
    { provide: AccessSettings, useValue: new AccessSettings() },
    { provide: Issuer, useValue: new Issuer({ url: 'http://localhost:4000' }) },
    {
      provide: SessionSettings,
      useValue: new SessionSettings({ idle_lifetime: 28_800, absolute_lifetime: 604_800 }),
    },
  ];
  @Global()
  @Module({ providers: settings, exports: settings.map(({ provide }) => provide) })
  class TestSettings {}
  app = await Test.createTestingModule({
    imports: [TestSettings, ClockModule, StorageModule.register({ entities: allEntities }), SessionsModule],
  }).compile();
  await app.init();
});
afterAll(async () => {
  await app.close();
  await at.remove();
});

/** A person and the cookies of a browser in which they are signed in. */
async function signIn() {
  const account = await app.get(Accounts).create({ name: 'Alice' });
  const { session, secret } = await app
    .get(Sessions)
    .start({ account_id: account.id, amr: ['pwd'], ip: null, user_agent: null });
  return { account, session, request: { cookies: { [app.get(SessionCookie).name]: secret } } };
}
const signedIn = (request: SessionCookies) => app.get(SignedInBrowser).signedIn(request);

describe('A browser', () => {
  it('is signed in by its cookie', async () => {
    const { account, session, request } = await signIn();
    expect(await signedIn(request)).toEqual({ account, session });
  });

  it.each([{ cookies: {} }, { cookies: { other: 'a'.repeat(43) } }])(
    'is not signed in by %j',
    async (request) => {
      expect(await signedIn(request)).toBeUndefined();
    },
  );

  it('is known by its last session when that ran out, and no longer signed in', async () => {
    const { account, session, request } = await signIn();
    await app.get(Database).affected('UPDATE sessions SET expires_at = 1 WHERE sid = ?', [session.sid]);
    expect(await signedIn(request)).toBeUndefined();
    const last = await app.get(SignedInBrowser).lastSignedIn(request);
    expect(last).toEqual({ account, session: { ...session, expires_at: 1 } });
    await app.get(Accounts).delete(account.id);
    expect(await app.get(SignedInBrowser).lastSignedIn(request)).toBeUndefined();
  });

  it('is signed out at once when the person is disabled, and not when enabled', async () => {
    const { account, request } = await signIn();
    await app.get(Accounts).disable(account.id);
    expect(await signedIn(request)).toBeUndefined();
    await app.get(Accounts).enable(account.id);
    expect(await signedIn(request)).toMatchObject({ account: { id: account.id } });
  });

  it('is signed out at once when the person is deleted', async () => {
    const { account, request } = await signIn();
    await app.get(Accounts).delete(account.id);
    expect(await signedIn(request)).toBeUndefined();
  });

  it('keeps its session alive by use', async () => {
    const { session, request } = await signIn();
    const earlier = 'UPDATE sessions SET last_seen_at = last_seen_at - 300 WHERE sid = ?';
    await app.get(Database).affected(earlier, [session.sid]);
    await signedIn(request);
    const found = await app.get(Sessions).findBySid(session.sid);
    expect(found?.last_seen_at).toBeGreaterThanOrEqual(session.last_seen_at);
  });

  it('is forgotten by the sweeper once its session has expired', async () => {
    const { session } = await signIn();
    await app.get(Database).affected('UPDATE sessions SET expires_at = 1 WHERE sid = ?', [session.sid]);
    await app.get(Sweeper).sweep();
    const rows = await app.get(Database).rows('SELECT sid FROM sessions WHERE sid = ?', [session.sid]);
    expect(rows).toEqual([]);
  });
});
