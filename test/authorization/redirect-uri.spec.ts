import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/browser.js';
import { expectErrorPage, textOf } from '../support/error-page.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { type Form, formOf, RelyingParty } from '../support/relying-party.js';

const WEB = ['https://app.example/cb', 'https://app.example/deep/path?tenant=1', 'http://localhost:8000/cb'];
const NATIVE = [
  'http://127.0.0.1/cb',
  'http://[::1]:3000/cb',
  'http://localhost:8000/cb',
  'com.example.app:/cb',
];

let portico: TestPortico;
let browser: TestBrowser;
const clients = new Map<string, string>();

beforeAll(async () => {
  portico = await startPortico();
  browser = new TestBrowser(portico.url);
  const register = async (name: string, metadata: Record<string, unknown>) => {
    const { client } = await RelyingParty.register(portico, {
      client_name: name,
      require_pkce: false,
      ...metadata,
    });
    clients.set(name, client.client_id);
  };
  await register('web', { redirect_uris: WEB });
  await register('native', { redirect_uris: NATIVE, application_type: 'native' });
  await register('one', { redirect_uris: [WEB[0]] });
  await register('machine', { redirect_uris: [], grant_types: ['client_credentials'], response_types: [] });
  await register('disabled', { redirect_uris: [WEB[0]], status: 'disabled' });
});
afterAll(() => portico.close());

const sent = (client: string, redirect_uri: Form[string], more: Form = {}) =>
  formOf({ client_id: clients.get(client), redirect_uri, response_type: 'code', scope: 'openid', ...more });
const authorize = (query: URLSearchParams | string) =>
  browser.request(`${portico.url}/oauth2/authorize?${query}`);

/** What is presented, how it differs from the nearest registered one, and the words for the administrator. */
const REFUSED: readonly [client: string, presented: string, kind: string, words: string][] = [
  ['web', 'https://app.example/cb/', 'slash', "at character 23: it ends in a '/' that isn't registered"],
  ['web', 'https://app.example/c', 'path', "its path is '/c' instead of '/cb'"],
  ['web', 'https://app.example/cbx', 'path', "its path is '/cbx' instead of '/cb'"],
  ['web', 'https://app.example/cb/../cb', 'path', "its path is '/cb/../cb'"],
  ['web', 'https://app.example/./cb', 'path', "its path is '/./cb'"],
  ['web', 'https://app.example/%2e%2e/cb', 'path', "its path is '/%2e%2e/cb'"],
  ['web', 'https://app.example/%63b', 'encoding', 'percent-encoded in one of them only'],
  ['web', 'https://app.example\\@evil.example/cb', 'userinfo', "it has the userinfo 'app.example\\'"],
  ['web', 'https://app.example\\.evil.example/cb', 'host', "its host is 'app.example\\.evil.example'"],
  ['web', 'https://app.example/\tcb', 'path', "'/\\u{9}cb'"],
  ['web', 'https://app.example/cb\r\nSet-Cookie: a=b', 'path', '\\u{d}\\u{a}Set-Cookie'],
  ['web', ' https://app.example/cb', 'space', 'there is white space around it'],
  [
    'web',
    'https://user@app.example/cb',
    'userinfo',
    "it has the userinfo 'user', the registered one has none",
  ],
  ['web', 'https://app.example@evil.example/cb', 'userinfo', "it has the userinfo 'app.example'"],
  ['web', 'https://app.example.evil.example/cb', 'host', "its host is 'app.example.evil.example'"],
  ['web', 'https://app.example./cb', 'host', "its host is 'app.example.'"],
  ['web', 'https://аpp.example/cb', 'host', "its host is 'аpp.example' instead of 'app.example'"],
  ['web', 'https://xn--pp-6kc.example/cb', 'host', "its host is 'xn--pp-6kc.example'"],
  ['web', 'https://sub.app.example/cb', 'host', "its host is 'sub.app.example'"],
  ['web', 'https://*.example/cb', 'host', "its host is '*.example'"],
  ['web', 'https://App.Example/cb', 'case', 'upper and lower case differ'],
  ['web', 'HTTPS://app.example/cb', 'case', 'upper and lower case differ'],
  ['web', 'https://app.example/CB', 'case', 'upper and lower case differ'],
  ['web', 'https://app.example:443/cb', 'port', "it has the port '443', the registered one has none"],
  ['web', 'https://app.example:8443/cb', 'port', "it has the port '8443'"],
  ['web', 'http://app.example/cb', 'scheme', "its scheme is 'http' instead of 'https'"],
  ['web', '//app.example/cb', 'scheme', "it lacks the scheme 'https'"],
  ['web', 'javascript:alert(1)', 'scheme', "its scheme is 'javascript'"],
  ['web', 'JavaScript://app.example/cb', 'scheme', "its scheme is 'JavaScript'"],
  ['web', 'data:text/html,<script>alert(1)</script>', 'scheme', "its scheme is 'data'"],
  ['web', 'https://app.example/cb?x=1', 'query', "it has the query 'x=1', the registered one has none"],
  ['web', 'https://app.example/deep/path?tenant=2', 'query', "its query is 'tenant=2' instead of 'tenant=1'"],
  ['web', 'https://app.example/deep/path', 'query', "it lacks the query 'tenant=1'"],
  ['web', 'https://app.example/cb#x', 'fragment', "it has the fragment 'x', the registered one has none"],
  ['web', 'https://app.example/cb#', 'fragment', "it has the fragment ''"],
  ['web', 'http://localhost:8001/cb', 'port', "its port is '8001' instead of '8000'"],
  ['web', 'http://localhost/cb', 'port', "it lacks the port '8000'"],
  ['web', 'https://app.example/"><script>alert(1)</script>', 'path', 'script'],
  ['native', 'http://localhost:9000/cb', 'port', "its port is '9000' instead of '8000'"],
  ['native', 'http://127.0.0.1:9000/other', 'path', "its path is '/other' instead of '/cb'"],
  ['native', 'http://127.0.0.2:9000/cb', 'host', "its host is '127.0.0.2'"],
  ['native', 'http://127.0.0.1:80@evil.example/cb', 'userinfo', "it has the userinfo '127.0.0.1:80'"],
  ['native', 'http://127.0.0.1:99999/cb', 'port', "it has the port '99999'"],
  ['native', 'http://127.0.0.1:/cb', 'port', "it has the port ''"],
  ['native', 'http://2130706433/cb', 'host', "its host is '2130706433'"],
  ['native', 'http://[::ffff:127.0.0.1]/cb', 'host', "its host is '[::ffff:127.0.0.1]'"],
  ['native', 'https://127.0.0.1/cb', 'scheme', "its scheme is 'https'"],
  ['native', 'com.example.app:/cb/', 'slash', "it ends in a '/'"],
  ['native', 'com.example.app://cb', 'host', "it has the host 'cb'"],
];

describe('RFC 9700 §2.1: a redirect_uri that is not exactly registered', () => {
  it.concurrent.each(REFUSED)(
    'of a %s client, %j: gives an error page and sends nothing anywhere',
    async (client, uri, kind, words) => {
      const page = await authorize(sent(client, uri, { state: 'the-state' }));
      const refusal = await expectErrorPage(portico, page);
      expect(textOf(page, 'error-parameter')).toBe('redirect_uri');
      expect(refusal).toMatchObject({
        error: 'invalid_request',
        rule: 'redirect_uri.exact_match',
        client_id: clients.get(client),
        endpoint: 'GET /oauth2/authorize',
      });
      expect(refusal.facts).toMatchObject({ presented: uri, kind });
      expect(String(refusal.facts?.difference)).toContain(words);
    },
  );

  it.concurrent.each(REFUSED)('of a %s client, %j: is not repeated on the page', async (client, uri) => {
    const page = await authorize(sent(client, uri, { state: 'the-state' }));
    expect(page.text).not.toContain('the-state');
    expect(page.text).not.toContain('evil');
    expect(page.text).not.toContain('alert(1)');
  });

  it('is refused in a POST as well', async () => {
    const body = sent('web', 'https://app.example/cb/');
    const page = await browser.request(`${portico.url}/oauth2/authorize`, { method: 'POST', body });
    expect((await expectErrorPage(portico, page)).endpoint).toBe('POST /oauth2/authorize');
  });

  it('is refused whatever else is wrong, and in whatever mode the answer was wanted', async () => {
    const wrong = { response_type: 'token', response_mode: 'form_post', prompt: 'none', scope: '"' };
    const page = await authorize(sent('web', 'https://evil.example/', wrong));
    await expectErrorPage(portico, page);
    expect(page.text).not.toContain('<form');
  });

  it('is refused at the pages of the flow too, whoever made the link', async () => {
    for (const path of ['/sign-in', '/consent']) {
      const request = String(sent('web', 'https://evil.example/'));
      const page = await browser.request(`${portico.url}${path}?${formOf({ request, ticket: 'a.b' })}`);
      await expectErrorPage(portico, page);
    }
  });

  it.each([
    ['repeated', ['https://app.example/cb', 'https://app.example/cb']],
    ['missing', undefined],
    ['empty', ''],
  ])('is refused when it is %s', async (_, uri) => {
    const page = await authorize(sent('web', uri));
    await expectErrorPage(portico, page);
    expect(textOf(page, 'error-parameter')).toBe('redirect_uri');
  });

  it('is refused for a client that has none', async () => {
    const refusal = await expectErrorPage(
      portico,
      await authorize(sent('machine', 'https://app.example/cb')),
    );
    expect(refusal.facts).toMatchObject({
      registered: 0,
      difference: 'the client has no redirect_uri registered',
    });
  });
});

describe('RFC 9700 §2.1: a registered redirect_uri', () => {
  it.each(WEB)('%s is taken from a web client', async (uri) => {
    expect(new URL((await authorize(sent('web', uri))).location ?? '').pathname).toBe('/sign-in');
  });

  it.each([
    ...NATIVE,
    'http://127.0.0.1:1/cb',
    'http://127.0.0.1:65535/cb',
    'http://[::1]/cb',
    'http://[::1]:9000/cb',
  ])('%s is taken from a native client, whose loopback port is free (RFC 8252 §7.3)', async (uri) => {
    const { location } = await authorize(sent('native', uri, { prompt: 'none', state: 's' }));
    const answer = formOf({ state: 's', iss: portico.url });
    expect(location).toMatch(/\?error=login_required&/);
    expect(location?.startsWith(`${uri}?`)).toBe(true);
    expect(location?.endsWith(`&${answer}`)).toBe(true);
  });

  it('may be left out by a plain OAuth client that has only one (RFC 6749 §3.1.2.3)', async () => {
    const { location } = await authorize(sent('one', undefined, { scope: undefined, prompt: 'none' }));
    expect(location?.startsWith('https://app.example/cb?error=login_required&')).toBe(true);
  });

  it('may not be left out when several are registered, nor for OpenID Connect (Core 1.0 §3.1.2.1)', async () => {
    await expectErrorPage(portico, await authorize(sent('web', undefined, { scope: undefined })));
    await expectErrorPage(portico, await authorize(sent('one', undefined, { scope: 'openid' })));
    await expectErrorPage(portico, await authorize(sent('one', undefined, { scope: 'profile openid' })));
  });

  it('keeps its query as it was, with the answer behind it', async () => {
    const { location } = await authorize(
      sent('web', 'https://app.example/deep/path?tenant=1', { prompt: 'none' }),
    );
    expect(location?.startsWith('https://app.example/deep/path?tenant=1&error=login_required&')).toBe(true);
  });
});

describe('RFC 6749 §4.1.2.1: a client that is not to be trusted', () => {
  it.each([
    ['is missing', undefined, 'client.known', 'invalid_request'],
    ['is unknown', 'nobody', 'client.known', 'invalid_client'],
    ['differs in case', 'WEB', 'client.known', 'invalid_client'],
    ['is hostile', '"><script>alert(1)</script>', 'client.known', 'invalid_client'],
    ['is repeated', ['web', 'web'], null, 'invalid_request'],
  ] as const)('gives an error page when client_id %s', async (_, client_id, rule, error) => {
    const page = await authorize(formOf({ client_id, redirect_uri: WEB[0], response_type: 'code' }));
    const refusal = await expectErrorPage(portico, page);
    expect(textOf(page, 'error-parameter')).toBe('client_id');
    expect(refusal.error).toBe(error);
    if (rule) expect(refusal.rule).toBe(rule);
    expect(page.text).not.toContain('alert(1)');
  });

  it('gives an error page for one that is disabled, and says which to the administrator', async () => {
    const page = await authorize(sent('disabled', WEB[0]));
    expect(await expectErrorPage(portico, page)).toMatchObject({
      error: 'unauthorized_client',
      rule: 'client.enabled',
      client_id: clients.get('disabled'),
    });
    expect(textOf(page, 'error-parameter')).toBe('client_id');
  });

  it.each([
    ['a NUL', 'client_id=web&state=%00'],
    ['a value of 20,000 characters', `client_id=web&x=${'a'.repeat(16_385)}`],
    ['150 parameters', Array.from({ length: 150 }, (_, n) => `p${n}=1`).join('&')],
  ])('gives an error page for a form with %s', async (_, body) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const page = await browser.request(`${portico.url}/oauth2/authorize`, { method: 'POST', headers, body });
    await expectErrorPage(portico, page);
    expect(textOf(page, 'error-parameter')).toBe('request');
  });
});
