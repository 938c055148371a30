import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerOf, requestOf, shown, visit } from '../support/authorize.js';
import { formWith, TestBrowser, type Visited } from '../support/browser.js';
import { ADMIN, startPortico, type TestPortico } from '../support/portico.js';
import { type Form, granted, RelyingParty } from '../support/relying-party.js';

const HOSTILE = `"'><script>alert(1)</script>&amp;=+%20 ä\u2028`;

let portico: TestPortico;
let party: RelyingParty;
let native: RelyingParty;
let browser: TestBrowser;

beforeAll(async () => {
  portico = await startPortico();
  party = await RelyingParty.register(portico, { require_pkce: false });
  native = await RelyingParty.register(portico, {
    require_pkce: false,
    application_type: 'native',
    redirect_uris: ['com.example.app:/cb'],
  });
});
afterAll(() => portico.close());
beforeEach(async () => {
  browser = new TestBrowser(portico.url);
});

const signIn = async () => expect(shown(await browser.signIn(await ask(), ADMIN))).toBe('code');
const ask = (changes: Form = {}, by = party) => visit(portico, browser, by, changes);
const post = (body: URLSearchParams, crossSite: boolean) =>
  browser.request(`${portico.url}/oauth2/authorize`, { method: 'POST', body, crossSite });

/** What the client receives, in whatever mode. */
function received(page: Visited): Record<string, string> {
  return page.location === undefined
    ? formWith(page.text, 'posting-submit').fields
    : Object.fromEntries(answerOf(page));
}

describe('RFC 6749 §4.1.2, RFC 9207 §2: the answer to the client', () => {
  it.each([
    ['query', 'https://client.example/callback?'],
    [undefined, 'https://client.example/callback?'],
    ['fragment', 'https://client.example/callback#'],
  ])('by response_mode %s, holds code, state and iss and nothing else', async (response_mode, start) => {
    await signIn();
    const page = await ask({ response_mode, state: HOSTILE });
    expect(page.status).toBe(302);
    expect(page.location?.startsWith(start)).toBe(true);
    expect(received(page)).toEqual({
      code: expect.stringMatching(/^[\w-]{43}$/),
      state: HOSTILE,
      iss: portico.url,
    });
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('by response_mode form_post, is a form that a script with a nonce posts, or the person', async () => {
    await signIn();
    const page = await ask({ response_mode: 'form_post', state: HOSTILE });
    expect(page.status).toBe(200);
    expect(page.headers.get('referrer-policy')).toBe('strict-origin');
    const form = formWith(page.text, 'posting-submit');
    expect(form.action).toBe('https://client.example/callback');
    expect(form.fields).toEqual({
      code: expect.stringMatching(/^[\w-]{43}$/),
      state: HOSTILE,
      iss: portico.url,
    });
    const nonce = /<script nonce="([^"]+)">/.exec(page.text)?.[1];
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain(`script-src 'nonce-${nonce}'`);
    expect(policy).not.toContain('form-action');
    expect(page.text).toMatch(/<noscript>[\s\S]*id="posting-submit"[\s\S]*<\/noscript>/);
    expect(page.text).not.toContain('alert(1)</script>');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const again = await ask({ response_mode: 'form_post' });
    expect(again.headers.get('content-security-policy')).not.toBe(policy);
  });

  it('has no state when none was sent, or an empty one', async () => {
    await signIn();
    expect(received(await ask())).not.toHaveProperty('state');
    expect(received(await ask({ state: '' }))).not.toHaveProperty('state');
  });

  it('brings a code that can be redeemed, whatever the mode', async () => {
    await signIn();
    for (const response_mode of ['query', 'fragment', 'form_post']) {
      const { code } = received(await ask({ response_mode }));
      granted(await party.token({ grant_type: 'authorization_code', code }));
    }
  });
});

describe.each(['query', 'fragment', 'form_post'])('RFC 6749 §4.1.2.1: an error by %s', (response_mode) => {
  it.each([
    ['invalid_request', 'response_type is missing', { response_type: undefined }],
    ['unsupported_response_type', 'response_type is not supported', { response_type: 'none' }],
    ['invalid_request', 'scope must not be repeated', { scope: ['openid', 'profile'] }],
    ['invalid_request', 'nonce must not be repeated', { nonce: ['a', 'a'] }],
    ['invalid_request', 'response_type must not be repeated', { response_type: ['code', 'code'] }],
    ['invalid_scope', 'scope asks for what this client may not have', { scope: 'openid admin:read' }],
    ['invalid_request', 'prompt holds an unknown value', { prompt: 'nonsense' }],
    [
      'invalid_request_object',
      'the request object was refused: it is not signed by a key of the client',
      { request: 'e30.e30.' },
    ],
    ['login_required', 'the person must sign in', { prompt: 'none' }],
  ] satisfies [string, string, Form][])('%s: %s', async (error, error_description, changes) => {
    const page = await ask({ response_mode, state: HOSTILE, ...changes });
    expect(received(page)).toEqual({
      error,
      error_description,
      error_uri: expect.stringMatching(/^urn:portico:refusal:[0-9A-Z]{8}$/),
      state: HOSTILE,
      iss: portico.url,
    });
  });
});

describe('RFC 6749 §4.1.2.1: an error over how to answer', () => {
  it.each([
    ['unknown', 'query.jwt', 'response_mode is not supported'],
    ['repeated', ['fragment', 'fragment'], 'response_mode must not be repeated'],
  ])(
    'is sent by query, with state, when response_mode is %s',
    async (_, response_mode, error_description) => {
      const page = await ask({ response_mode, state: 'xyz' });
      expect(page.location).toContain('/callback?error=invalid_request');
      expect(received(page)).toMatchObject({ error_description, state: 'xyz', iss: portico.url });
    },
  );

  it('has no state when state was repeated, and keeps the mode', async () => {
    const page = await ask({ response_mode: 'fragment', state: ['a', 'b'] });
    expect(page.location).toContain('/callback#error=invalid_request');
    expect(received(page)).not.toHaveProperty('state');
  });

  it('is sent by query when a form can’t be posted to the redirect_uri, and the server lives on', async () => {
    for (const prompt of ['none', undefined]) {
      const page = await browser.request(
        `${portico.url}/oauth2/authorize?${requestOf(native, { response_mode: 'form_post', state: 's', prompt })}`,
      );
      expect(page.location?.startsWith('com.example.app:/cb?error=invalid_request&')).toBe(true);
      expect(page.location).toContain('state=s');
    }
    expect((await fetch(`${portico.url}/health/live`)).status).toBe(200);
  });

  it.each([
    ['51 parameters', Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`p${n}`, '1']))],
    ['more than a page could carry on', { nonce: 'n'.repeat(15_000), x: 'x'.repeat(2000) }],
  ])('is invalid_request for %s', async (_, more) => {
    const page = await post(requestOf(party, more), false);
    expect(received(page)).toMatchObject({
      error: 'invalid_request',
      error_description: 'the request is too long',
    });
  });

  it('is unauthorized_client for one that is not registered for codes', async () => {
    const machine = await RelyingParty.register(portico, {
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: ['https://client.example/callback'],
    });
    expect(received(await ask({}, machine))).toMatchObject({ error: 'unauthorized_client' });
  });
});

describe('OpenID Connect Core 1.0 §3.1.2.1: POST works like GET', () => {
  it('from the client’s site: is repeated by GET, which brings the person’s cookies', async () => {
    await signIn();
    const body = requestOf(party, { state: HOSTILE, 'x y': '1' });
    const page = await post(body, true);
    expect(page.status).toBe(303);
    expect(page.location).toBe(`${portico.url}/oauth2/authorize?${body}`);
    expect(received(await browser.open(page.location ?? ''))).toMatchObject({ state: HOSTILE });
  });

  it('from the client’s site, too long for a URL: a page posts it on, and the flow goes on to its end', async () => {
    const body = requestOf(party, { state: 's'.repeat(5000), nonce: 'n'.repeat(5000), prompt: 'login' });
    const page = await post(body, true);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'nonce-");
    const form = formWith(page.text, 'posting-submit');
    expect(form).toEqual({ action: '/oauth2/authorize', fields: Object.fromEntries(body) });

    const signInPage = await browser.submit(page, 'posting-submit');
    expect(shown(signInPage)).toBe('sign-in');
    const again = await browser.submit(signInPage, 'sign-in-submit', {
      username: ADMIN.email,
      password: 'wrong one',
    });
    const shownAgain = await browser.submit(again, 'posting-submit');
    expect(shown(shownAgain)).toBe('sign-in');
    expect(shownAgain.text).toContain('role="alert"');
    const done = await browser.submit(await browser.signIn(shownAgain, ADMIN), 'posting-submit');
    expect(received(done)).toMatchObject({ code: expect.any(String), state: 's'.repeat(5000) });
  });

  it('from a page of our own site: is answered at once', async () => {
    await signIn();
    const page = await post(requestOf(party), false);
    expect(page.status).toBe(303);
    expect(received(page)).toHaveProperty('code');
  });

  it('is checked like GET before anything is repeated', async () => {
    const page = await post(requestOf(party, { redirect_uri: 'https://evil.example/' }), true);
    expect(page.status).toBe(400);
    expect(page.headers.has('location')).toBe(false);
  });

  it('takes nothing from the address', async () => {
    const url = `${portico.url}/oauth2/authorize?${requestOf(party)}`;
    const page = await browser.request(url, { method: 'POST', body: new URLSearchParams({ state: 'x' }) });
    expect(page.status).toBe(400);
  });
});
