import 'reflect-metadata';
import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuditTrail, Refusals } from '#libs/audit';
import { ClientService } from '#libs/clients';
import { JwtSigner } from '#libs/keys';
import { answerOf, shown, visit } from '../support/authorize.js';
import { formWith, TestBrowser, type Visited } from '../support/browser.js';
import { expectErrorPage, textOf } from '../support/error-page.js';
import { moveClock } from '../support/moved-clock.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { type Form, formOf, granted, RelyingParty } from '../support/relying-party.js';

const OUT = 'https://client.example/out';
const OUT_WITH_QUERY = 'https://client.example/out?tenant=1';

let portico: TestPortico;
let party: RelyingParty;
let other: RelyingParty;
let alice: TestPerson;
let browser: TestBrowser;
/** Alice's tokens at `party`, from this browser. */
let tokens: Record<string, string>;

const metadata = { require_pkce: false, post_logout_redirect_uris: [OUT, OUT_WITH_QUERY] };
beforeAll(async () => {
  portico = await startPortico();
  party = await RelyingParty.register(portico, { ...metadata, client_name: 'Photo album' });
  other = await RelyingParty.register(portico, metadata);
});
afterAll(() => portico.close());
beforeEach(async () => {
  alice = await createPerson(portico, { name: 'Alice' });
  browser = new TestBrowser(portico.url);
  tokens = await tokensOf(alice, browser);
});
afterEach(() => vi.restoreAllMocks());

async function tokensOf(person: TestPerson, by: TestBrowser, at = party, scope = 'openid') {
  let page = await visit(portico, by, at, { scope });
  if (shown(page) === 'sign-in') page = await by.signIn(page, person);
  const code = answerOf(page).get('code') ?? '';
  return granted(await at.token({ grant_type: 'authorization_code', code }));
}
const logout = (parameters: Form = {}, by = browser) =>
  by.open(`${portico.url}/oauth2/logout?${formOf(parameters)}`);
const isSignedIn = async (by = browser) =>
  shown(await visit(portico, by, party, { prompt: 'none' })) === 'code';
/** That nothing was sent anywhere, and that the person is asked. */
async function expectQuestion(page: Visited) {
  expect(shown(page)).toBe('sign out?');
  expect(page.status).toBe(200);
  expect(await isSignedIn()).toBe(true);
}
const signed = (claims: object, typ = 'JWT') => {
  const now = Math.floor(Date.now() / 1000);
  const base = {
    iss: portico.url,
    sub: alice.account.sub,
    aud: party.client.client_id,
    iat: now,
    exp: now + 60,
  };
  return portico.get(JwtSigner).sign({ ...base, ...claims }, { alg: 'RS256', typ });
};
/** All is right with it but the key. */
const signedByItsSender = async () => {
  const { privateKey } = await generateKeyPair('RS256');
  const header = { ...decodeProtectedHeader(tokens.id_token ?? ''), alg: 'RS256' };
  return new SignJWT(decodeJwt(tokens.id_token ?? '')).setProtectedHeader(header).sign(privateKey);
};

describe('OpenID Connect RP-Initiated Logout 1.0 §2.1: discovery', () => {
  it('names the end_session_endpoint [oidcc-rp-initiated-logout-discovery-endpoint-verification]', async () => {
    const response = await fetch(`${portico.url}/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({ end_session_endpoint: `${portico.url}/oauth2/logout` });
  });
});

describe('OpenID Connect RP-Initiated Logout 1.0 §2 and §3: with a fitting id_token_hint', () => {
  it('signs out without a question, and goes back with state [oidcc-rp-initiated-logout]', async () => {
    const state = 'a b&c=d#e';
    const page = await logout({ id_token_hint: tokens.id_token, post_logout_redirect_uri: OUT, state });
    expect(page.status).toBe(302);
    expect(page.location).toBe(`${OUT}?${formOf({ state })}`);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(browser.cookies.has('portico_session')).toBe(false);
    expect(await isSignedIn()).toBe(false);
  });

  it('keeps the query of the address, and sends no state where none came [oidcc-rp-initiated-logout-no-state]', async () => {
    const hint = { id_token_hint: tokens.id_token, post_logout_redirect_uri: OUT_WITH_QUERY };
    expect((await logout(hint)).location).toBe(OUT_WITH_QUERY);
    expect((await logout({ ...hint, state: 'x' })).location).toBe(`${OUT_WITH_QUERY}&state=x`);
  });

  it('takes a hint that has expired', async () => {
    moveClock(portico, 2 * 3600);
    const page = await logout({ id_token_hint: tokens.id_token, post_logout_redirect_uri: OUT });
    expect(page.location).toBe(OUT);
  });

  it('takes a client_id that is the hint’s own', async () => {
    const { client_id } = party.client;
    const page = await logout({ id_token_hint: tokens.id_token, client_id, post_logout_redirect_uri: OUT });
    expect(page.location).toBe(OUT);
  });

  it('says so on a page where no address was given [oidcc-rp-initiated-logout-no-post-logout-redirect-uri]', async () => {
    const page = await logout({ id_token_hint: tokens.id_token });
    expect(shown(page)).toBe('signed out');
    expect(await isSignedIn()).toBe(false);
  });

  it('goes back as well when nobody is signed in any more', async () => {
    const parameters = { id_token_hint: tokens.id_token, post_logout_redirect_uri: OUT, state: 's' };
    await logout(parameters);
    expect((await logout(parameters)).location).toBe(`${OUT}?state=s`);
  });

  it('works in the browser’s POST from the client’s site, by way of a GET', async () => {
    const body = formOf({ id_token_hint: tokens.id_token, post_logout_redirect_uri: OUT, state: 's' });
    const url = `${portico.url}/oauth2/logout`;
    const page = await browser.request(url, { method: 'POST', body, crossSite: true });
    expect([page.status, page.location]).toEqual([303, `${url}?${body}`]);
    expect((await browser.open(page.location ?? '')).location).toBe(`${OUT}?state=s`);
    expect(await isSignedIn()).toBe(false);
  });

  it('works in a POST that is too long for an address', async () => {
    const state = 's'.repeat(9000);
    const body = formOf({ id_token_hint: tokens.id_token, post_logout_redirect_uri: OUT, state });
    const page = await browser.request(`${portico.url}/oauth2/logout`, {
      method: 'POST',
      body,
      crossSite: true,
    });
    expect(page.status).toBe(200);
    const done = await browser.submit(page, 'posting-submit');
    expect([done.status, done.location]).toEqual([303, `${OUT}?state=${state}`]);
  });
});

describe('OpenID Connect RP-Initiated Logout 1.0 §3: a post_logout_redirect_uri', () => {
  it.each([
    'https://evil.example/',
    'https://client.example/out/',
    'https://client.example/OUT',
    'https://client.example/out?x=1',
    'https://client.example@evil.example/out',
    'javascript:alert(1)',
    '//client.example/out',
    'https://client.example/callback',
  ])(
    '%s is not registered: the person is asked, and stays here [oidcc-rp-initiated-logout-bad-post-logout-redirect-uri]',
    async (post_logout_redirect_uri) => {
      const page = await logout({ id_token_hint: tokens.id_token, post_logout_redirect_uri, state: 's' });
      await expectQuestion(page);
      const done = await browser.submit(page, 'sign-out-confirm');
      expect(shown(done)).toBe('signed out');
      expect(page.text).not.toMatch(/(?:href|src|action)="[^"]*(?:evil|alert)/);
      expect(done.text).not.toMatch(/evil\.example|alert\(1\)/);
      expect(await isSignedIn()).toBe(false);
    },
  );

  it('with something added to its query is another one [oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri]', async () => {
    const post_logout_redirect_uri = `${OUT}?foo=bar`;
    await expectQuestion(await logout({ id_token_hint: tokens.id_token, post_logout_redirect_uri }));
  });

  it.each([
    [
      'that is not registered',
      () => ({ id_token_hint: tokens.id_token, post_logout_redirect_uri: `${OUT}/` }),
      'post_logout_redirect_uri.exact_match',
      { nearest: OUT, presented: `${OUT}/`, kind: 'slash' },
    ],
    [
      'that no ID token speaks for',
      () => ({ client_id: party.client.client_id, post_logout_redirect_uri: OUT }),
      'post_logout_redirect_uri.id_token_hint',
      null,
    ],
  ] as const)(
    '%s is explained to administrators, by the reference on the page',
    async (_, sent, rule, facts) => {
      const page = await logout(sent());
      expect(page.text).toContain('<code>post_logout_redirect_uri</code>');
      const done = await browser.submit(page, 'sign-out-confirm');
      for (const shownPage of [page, done]) {
        const refusal = await portico.get(Refusals).find(textOf(shownPage, 'sign-out-reference') ?? '');
        expect(refusal).toMatchObject({
          error: 'invalid_request',
          rule,
          client_id: party.client.client_id,
          facts: facts && expect.objectContaining(facts),
        });
      }
    },
  );

  it('is worth nothing without a hint, even when it is registered [oidcc-rp-initiated-logout-no-id-token-hint]', async () => {
    const { client_id } = party.client;
    await expectQuestion(await logout({ client_id, post_logout_redirect_uri: OUT }));
    browser.cookies.clear();
    expect(shown(await logout({ client_id, post_logout_redirect_uri: OUT }))).toBe('signed out');
  });

  it('is not followed for a client that was disabled', async () => {
    const gone = await RelyingParty.register(portico, metadata);
    const { id_token } = await tokensOf(alice, browser, gone);
    const { client } = gone;
    await portico.get(ClientService).setStatus(client.client_id, undefined, 'disabled', { actor: 'system' });
    const page = await logout({ id_token_hint: id_token, post_logout_redirect_uri: OUT });
    await expectQuestion(page);
    expect(shown(await browser.submit(page, 'sign-out-confirm'))).toBe('signed out');
  });

  it.each(['post_logout_redirect_uri', 'id_token_hint', 'client_id', 'state'])(
    'an error page when %s is repeated',
    async (name) => {
      const parameters = { id_token_hint: tokens.id_token, post_logout_redirect_uri: OUT };
      const page = await logout({ ...parameters, [name]: [OUT, OUT] });
      await expectErrorPage(portico, page);
      expect(await isSignedIn()).toBe(true);
    },
  );
});

describe('A logout that is not proven to be about this session asks the person', () => {
  it.each([
    ['without any parameter [oidcc-rp-initiated-logout-no-params]', {}],
    ['with state only [oidcc-rp-initiated-logout-only-state]', { state: 'x'.repeat(128) }],
  ])('%s, and then says that they are signed out', async (_, parameters) => {
    const page = await logout(parameters);
    await expectQuestion(page);
    const done = await browser.submit(page, 'sign-out-confirm');
    expect([shown(done), done.location]).toEqual(['signed out', undefined]);
    expect(done.text).not.toContain('sign-out-reference');
    expect(await isSignedIn()).toBe(false);
  });

  it('naming the application, when it says who it is', async () => {
    const page = await logout({ client_id: party.client.client_id });
    await expectQuestion(page);
    expect(page.text).toContain('Photo album');
    expect(page.text).toContain('Alice');
  });

  it('with a hint of another session of the same person', async () => {
    const elsewhere = await tokensOf(alice, new TestBrowser(portico.url));
    await expectQuestion(await logout({ id_token_hint: elsewhere.id_token, post_logout_redirect_uri: OUT }));
  });

  it('with a hint of another person', async () => {
    const bobs = await tokensOf(await createPerson(portico), new TestBrowser(portico.url));
    await expectQuestion(await logout({ id_token_hint: bobs.id_token, post_logout_redirect_uri: OUT }));
  });

  it('with a hint of another client than client_id says, and then goes nowhere', async () => {
    const { client_id } = other.client;
    const page = await logout({ id_token_hint: tokens.id_token, client_id, post_logout_redirect_uri: OUT });
    await expectQuestion(page);
    expect(shown(await browser.submit(page, 'sign-out-confirm'))).toBe('signed out');
  });

  it.each([
    [
      'with alg none [oidcc-rp-initiated-logout-modified-id-token-hint]',
      async () => `${btoa('{"alg":"none","typ":"JWT"}')}.${tokens.id_token?.split('.')[1]}.`,
    ],
    ['signed by nobody', async () => `${tokens.id_token?.split('.').slice(0, 2).join('.')}.`],
    ['with another signature', async () => `${tokens.id_token?.slice(0, -10)}AAAAAAAAAA`],
    ['signed by its sender [oidcc-rp-initiated-logout-bad-id-token-hint]', () => signedByItsSender()],
    ['of another issuer', async () => signed({ iss: 'https://elsewhere.example' })],
    ['that is an access token', async () => tokens.access_token ?? ''],
    ['of another kind', async () => signed({}, 'logout+jwt')],
    ['for several clients', async () => signed({ aud: [party.client.client_id, 'x'] })],
    ['for an unknown client', async () => signed({ aud: 'unknown', sid: 'x' })],
    ['that is no JWT', async () => '"><script>alert(1)</script>'],
  ])('with a hint %s, and never redirects', async (_, hint) => {
    const page = await logout({ id_token_hint: await hint(), post_logout_redirect_uri: OUT, state: 's' });
    await expectQuestion(page);
    expect(page.text).not.toContain('<script');
    expect(shown(await browser.submit(page, 'sign-out-confirm'))).toBe('signed out');
    expect(await isSignedIn()).toBe(false);
  });

  it('in a cross-site POST too', async () => {
    const page = await browser.open(`${portico.url}/oauth2/logout`, {
      method: 'POST',
      body: formOf({}),
      crossSite: true,
    });
    await expectQuestion(page);
  });
});

describe('The sign-out page', () => {
  it('signs out when the person says so, and goes back where the hint allows it', async () => {
    const elsewhere = await tokensOf(alice, new TestBrowser(portico.url));
    const page = await logout({
      id_token_hint: elsewhere.id_token,
      post_logout_redirect_uri: OUT,
      state: 's',
    });
    const done = await browser.submit(page, 'sign-out-confirm');
    expect([done.status, done.location]).toEqual([303, `${OUT}?state=s`]);
    expect(await isSignedIn()).toBe(false);
  });

  it('answers the form by 303, so that reloading what comes next sends nothing again', async () => {
    const page = await logout();
    const { action, fields } = formWith(page.text, 'sign-out-confirm');
    const answer = await browser.request(`${portico.url}${action}`, { method: 'POST', body: formOf(fields) });
    expect([answer.status, answer.location]).toEqual([303, `${portico.url}/sign-out?request=`]);
    expect(shown(await browser.open(answer.location ?? ''))).toBe('signed out');
  });

  it('leaves everything as it is when the person goes away', async () => {
    const page = await logout();
    expect(page.text).toContain('href="/account"');
    expect(await isSignedIn()).toBe(true);
  });

  it('counts only for the session that it was shown to', async () => {
    const page = await logout();
    const bob = new TestBrowser(portico.url);
    await tokensOf(await createPerson(portico), bob);
    await bob.submit(page, 'sign-out-confirm');
    expect(await isSignedIn(bob)).toBe(true);
  });

  it.each([
    ['no ticket', { ticket: '' }],
    ['a made-up ticket', { ticket: `${Date.now()}.AAAA` }],
    ['a ticket for another request', { request: 'client_id=x' }],
  ])('does nothing with %s but ask again', async (_, changes) => {
    await expectQuestion(await browser.submit(await logout(), 'sign-out-confirm', changes));
  });

  it('does nothing with a ticket of the day before but ask again', async () => {
    const page = await logout();
    for (const hours of [7, 14, 21, 25]) {
      moveClock(portico, hours * 3600);
      expect(await isSignedIn()).toBe(true);
    }
    await expectQuestion(await browser.submit(page, 'sign-out-confirm'));
  });

  it.each([
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
  ])('does nothing from another site: %j', async (headers) => {
    const body = formOf(formWith((await logout()).text, 'sign-out-confirm').fields);
    const page = await browser.request(`${portico.url}/sign-out`, { method: 'POST', body, headers });
    expect(await expectErrorPage(portico, page)).toMatchObject({ rule: 'same_origin' });
    expect(await isSignedIn()).toBe(true);
  });

  it('is reached from the account page', async () => {
    const account = await browser.open(`${portico.url}/account`);
    expect(shown(await browser.submit(account, 'account-sign-out'))).toBe('signed out');
    expect(await isSignedIn()).toBe(false);
  });
});

describe('What ends with the session', () => {
  it('are its access tokens and unused codes; what was given for offline use lives on', async () => {
    const offline = await tokensOf(alice, browser, party, 'openid offline_access');
    const unused = answerOf(await visit(portico, browser, party)).get('code') ?? '';
    await logout({ id_token_hint: tokens.id_token });
    expect((await party.userinfo(tokens.access_token)).status).toBe(401);
    expect((await party.token({ grant_type: 'authorization_code', code: unused })).body).toMatchObject({
      error: 'invalid_grant',
    });
    expect((await party.userinfo(offline.access_token)).status).toBe(200);
    expect((await party.refresh(offline.refresh_token)).status).toBe(200);
  });

  it('is this browser’s only: another one stays signed in', async () => {
    const second = new TestBrowser(portico.url);
    await tokensOf(alice, second);
    await logout({ id_token_hint: tokens.id_token });
    expect(await isSignedIn(second)).toBe(true);
  });

  it('leaves an event that names the client that asked', async () => {
    await logout({ id_token_hint: tokens.id_token });
    const subject = `account:${alice.account.id}`;
    const { events } = await portico.get(AuditTrail).list({ type: 'session.ended', subject });
    expect(events).toEqual([expect.objectContaining({ actor: subject, client_id: party.client.client_id })]);
  });

  it('is the cookie too: an old value signs nobody in', async () => {
    const old = browser.cookies.get('portico_session') ?? '';
    const page = await browser.request(
      `${portico.url}/oauth2/logout?${formOf({ id_token_hint: tokens.id_token })}`,
    );
    expect(page.headers.getSetCookie().join()).toMatch(
      /^portico_session=; .*Expires=Thu, 01 Jan 1970.*HttpOnly/,
    );
    browser.cookies.set('portico_session', old);
    expect(await isSignedIn()).toBe(false);
  });
});
