import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Accounts } from '#libs/accounts';
import { answerOf, idTokenOf, requestOf, type Shown, shown, visit } from '../support/authorize.js';
import { TestBrowser } from '../support/browser.js';
import { moveClock } from '../support/moved-clock.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { type Form, RelyingParty } from '../support/relying-party.js';

let portico: TestPortico;
let party: RelyingParty;
let asking: RelyingParty;
let alice: TestPerson;
let bob: TestPerson;
let browser: TestBrowser;

beforeAll(async () => {
  portico = await startPortico();
  party = await RelyingParty.register(portico, { require_pkce: false });
  asking = await RelyingParty.register(portico, { require_pkce: false, require_consent: true });
  alice = await createPerson(portico, { name: 'Alice', given_name: 'Alice' });
  bob = await createPerson(portico, { name: 'Bob' });
});
afterAll(() => portico.close());
beforeEach(() => {
  browser = new TestBrowser(portico.url);
});
afterEach(() => vi.restoreAllMocks());

const ask = (changes: Form = {}, by = party) => visit(portico, browser, by, changes);
const signedIn = async (person: TestPerson = alice) => {
  expect(shown(await browser.signIn(await ask(), person))).toBe('code');
};

describe('OpenID Connect Core 1.0 §3.1.2.1: without prompt', () => {
  it('asks who the person is, once; then the code comes at once, by the same sub and auth_time', async () => {
    const page = await ask();
    expect(shown(page)).toBe('sign-in');
    const first = await idTokenOf(party, await browser.signIn(page, alice));
    const second = await idTokenOf(party, await ask());
    expect(first).toMatchObject({ sub: alice.account.sub, amr: ['pwd'] });
    expect(second).toMatchObject({ sub: first.sub, auth_time: first.auth_time, sid: first.sid });
  });

  it('signs in to a second client without asking again', async () => {
    await signedIn();
    const other = await RelyingParty.register(portico, { require_pkce: false });
    expect((await idTokenOf(other, await ask({}, other))).sub).toBe(alice.account.sub);
  });
});

describe('OpenID Connect Core 1.0 §3.1.2.1: prompt=none', () => {
  it('never shows a page: login_required while nobody is signed in', async () => {
    const page = await ask({ prompt: 'none', state: 'xyz' });
    expect(page.status).toBe(302);
    expect(Object.fromEntries(answerOf(page))).toEqual({
      error: 'login_required',
      error_description: 'the person must sign in',
      error_uri: expect.stringMatching(/^urn:portico:refusal:[0-9A-Z]{8}$/),
      state: 'xyz',
      iss: portico.url,
    });
  });

  it('gives a code while the person is signed in, by the same auth_time', async () => {
    const first = await idTokenOf(party, await browser.signIn(await ask(), alice));
    const silent = await idTokenOf(party, await ask({ prompt: 'none' }));
    expect(silent).toMatchObject({ sub: first.sub, auth_time: first.auth_time });
  });

  it('gives consent_required while the person has not agreed', async () => {
    await signedIn();
    expect(shown(await ask({ prompt: 'none' }, asking))).toBe('consent_required');
  });

  it('gives login_required when max_age is exceeded, or the person was disabled', async () => {
    const carol = await createPerson(portico);
    await signedIn(carol);
    expect(shown(await ask({ prompt: 'none', max_age: '0' }))).toBe('login_required');
    await portico.get(Accounts).disable(carol.account.id);
    expect(shown(await ask({ prompt: 'none' }))).toBe('login_required');
  });

  it.each(['none login', 'none consent', 'login none', 'none select_account'])(
    'is an error beside another value: %s',
    async (prompt) => {
      expect(shown(await ask({ prompt }))).toBe('invalid_request');
    },
  );
});

describe('OpenID Connect Core 1.0 §3.1.2.1: prompt=login', () => {
  it('asks for the password again, and auth_time is strictly later', async () => {
    const first = await idTokenOf(party, await browser.signIn(await ask(), alice));
    const page = await ask({ prompt: 'login' });
    expect(shown(page)).toBe('password again');
    expect(page.text).toContain('Alice');
    const again = await idTokenOf(
      party,
      await browser.submit(page, 'sign-in-submit', { password: alice.password }),
    );
    expect(again).toMatchObject({ sub: first.sub, sid: first.sid });
    expect(Number(again.auth_time)).toBeGreaterThan(Number(first.auth_time));
  });

  it('asks each time anew, however fast one request follows the other', async () => {
    await signedIn();
    for (let round = 0; round < 3; round += 1) {
      const page = await ask({ prompt: 'login' });
      expect(shown(page)).toBe('password again');
      expect(shown(await browser.signIn(page, alice))).toBe('code');
    }
  });

  it('does not take "continue" for an answer', async () => {
    await signedIn();
    const page = await ask({ prompt: 'login' });
    const submitted = await browser.submit(page, 'sign-in-submit', {
      choice: 'continue',
      username: '',
      password: '',
    });
    expect(shown(submitted)).toBe('password again');
  });

  it('lets another person sign in instead, and says who that is', async () => {
    await signedIn();
    const page = await browser.submit(await ask({ prompt: 'login' }), 'use-another-account');
    expect(shown(page)).toBe('sign-in');
    const wrong = await browser.signIn(page, { email: bob.email, password: 'wrong password' });
    expect(shown(wrong)).toBe('sign-in');
    expect(wrong.text).toContain(`value="${bob.email}"`);
    expect((await idTokenOf(party, await browser.signIn(wrong, bob))).sub).toBe(bob.account.sub);
  });

  it('is not met any more by an address of this visit that is opened much later', async () => {
    await signedIn();
    const page = await ask({ prompt: 'login' });
    const { location } = await browser.request(`${portico.url}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams({
        request: String(requestOf(party, { prompt: 'login' })),
        ticket: new URL(page.url).searchParams.get('ticket') ?? '',
        username: alice.email,
        password: alice.password,
      }),
    });
    expect(shown(await browser.open(location ?? ''))).toBe('code');
    moveClock(portico, 3600);
    expect(shown(await browser.open(location ?? ''))).toBe('password again');
  });
});

describe('OpenID Connect Core 1.0 §3.1.2.1: prompt=consent, prompt=select_account, and several', () => {
  it('asks for consent though it was given before, and only once', async () => {
    await browser.submit(await browser.signIn(await ask({}, asking), alice), 'consent-allow');
    expect(shown(await ask({}, asking))).toBe('code');
    const page = await ask({ prompt: 'consent' }, asking);
    expect(shown(page)).toBe('consent');
    expect(shown(await browser.submit(page, 'consent-allow'))).toBe('code');
    expect(shown(await ask({ prompt: 'consent' }, asking))).toBe('consent');
  });

  it('asks for consent even of a client that needs none', async () => {
    await signedIn();
    const page = await ask({ prompt: 'consent' });
    expect(shown(page)).toBe('consent');
    expect(shown(await browser.submit(page, 'consent-allow'))).toBe('code');
  });

  it('lets the person choose to go on as who they are, without a password', async () => {
    await signedIn();
    const page = await ask({ prompt: 'select_account' });
    expect(shown(page)).toBe('choose an account');
    expect((await idTokenOf(party, await browser.submit(page, 'continue-as'))).sub).toBe(alice.account.sub);
  });

  it('lets the person choose another account', async () => {
    await signedIn();
    const page = await browser.submit(await ask({ prompt: 'select_account' }), 'use-another-account');
    expect(shown(page)).toBe('sign-in');
    expect((await idTokenOf(party, await browser.signIn(page, bob))).sub).toBe(bob.account.sub);
  });

  it('asks nobody to choose who has just signed in', async () => {
    expect(shown(await browser.signIn(await ask({ prompt: 'select_account' }), alice))).toBe('code');
  });

  it.each([
    ['login consent', ['password again', 'consent', 'code']],
    ['consent login', ['password again', 'consent', 'code']],
    ['select_account consent', ['choose an account', 'consent', 'code']],
    ['login select_account', ['password again', 'code']],
    ['login select_account consent', ['password again', 'consent', 'code']],
    ['  login  ', ['password again', 'code']],
  ])('prompt=%j leads through each page once', async (prompt, steps) => {
    await signedIn();
    const seen: Shown[] = [];
    let page = await ask({ prompt });
    for (seen.push(shown(page)); page.location === undefined && seen.length < 6; seen.push(shown(page))) {
      if (shown(page) === 'consent') page = await browser.submit(page, 'consent-allow');
      else if (shown(page) === 'choose an account') page = await browser.submit(page, 'continue-as');
      else page = await browser.signIn(page, alice);
    }
    expect(seen).toEqual(steps);
  });

  it.each(['create', 'register', 'LOGIN'])('refuses prompt=%s, which is not offered', async (prompt) => {
    expect(shown(await ask({ prompt }))).toBe('invalid_request');
  });
});

describe('OpenID Connect Core 1.0 §3.1.2.1: max_age and default_max_age', () => {
  it('0 asks for the password as prompt=login does, and auth_time is strictly later', async () => {
    const first = await idTokenOf(party, await browser.signIn(await ask(), alice));
    const page = await ask({ max_age: '0' });
    expect(shown(page)).toBe('password again');
    const again = await idTokenOf(party, await browser.signIn(page, alice));
    expect(Number(again.auth_time)).toBeGreaterThan(Number(first.auth_time));
  });

  it('asks when the authentication is older than that, and not when it is younger', async () => {
    await signedIn();
    moveClock(portico, 120);
    expect(shown(await ask({ max_age: '3600' }))).toBe('code');
    expect(shown(await ask({ max_age: '60' }))).toBe('password again');
    expect(shown(await browser.signIn(await ask({ max_age: '60' }), alice))).toBe('code');
  });

  it('of 1 second does not loop, even when the person takes a minute over the consent page', async () => {
    const page = await browser.signIn(await ask({ max_age: '1' }, asking), bob);
    expect(shown(page)).toBe('consent');
    moveClock(portico, 60);
    expect(shown(await browser.submit(page, 'consent-allow'))).toBe('code');
  });

  it('makes auth_time part of the ID token', async () => {
    const claims = await idTokenOf(party, await browser.signIn(await ask({ max_age: '600' }), alice));
    expect(Math.abs(Date.now() / 1000 - Number(claims.auth_time))).toBeLessThan(10);
  });

  it.each(['-1', 'abc', '1.5', '99999999999'])('refuses %j', async (max_age) => {
    expect(shown(await ask({ max_age }))).toBe('invalid_request');
  });

  it('holds by default for a client that registered one (Registration 1.0 §2), unless it asks otherwise', async () => {
    const strict = await RelyingParty.register(portico, { require_pkce: false, default_max_age: 60 });
    await signedIn();
    moveClock(portico, 120);
    expect(shown(await ask({}, strict))).toBe('password again');
    expect(shown(await ask({ max_age: '600' }, strict))).toBe('code');
  });
});
