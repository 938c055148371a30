import 'reflect-metadata';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Refusals } from '#libs/audit';
import { HttpSettings } from '#libs/config';
import { ChangeFeed, Database } from '#libs/storage';
import { answerOf, shown, visit } from '../support/authorize.js';
import { TestBrowser } from '../support/browser.js';
import { textOf } from '../support/error-page.js';
import { ADMIN, freePort, startPortico, type TestPortico } from '../support/portico.js';
import { formOf, RelyingParty } from '../support/relying-party.js';

const ISSUER = 'https://id.example.com/op';

/** Behind a proxy that speaks TLS. */
let behind: TestPortico;
/** Reached directly, with nobody trusted. */
let direct: TestPortico;
let party: RelyingParty;
/** Where the proxy would reach it. */
let served: string;

beforeAll(async () => {
  behind = await startPortico({
    PORTICO_ISSUER: ISSUER,
    PORTICO_PORT: String(await freePort()),
    PORTICO_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8',
  });
  served = `http://127.0.0.1:${behind.get(HttpSettings).port}`;
  direct = await startPortico();
  party = await RelyingParty.register(behind, {
    require_pkce: false,
    require_consent: true,
    post_logout_redirect_uris: ['https://client.example/out'],
  });
});
afterAll(async () => {
  await behind.close();
  await direct.close();
});
afterEach(() => vi.restoreAllMocks());

const newBrowser = () => new TestBrowser('https://id.example.com', 'en', served);

/** Plain HTTP, for the headers that `fetch` sets itself. */
function send(
  url: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<IncomingMessage & { text: string }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method, headers, agent: false }, async (answer) => {
      let text = '';
      for await (const chunk of answer) text += chunk;
      resolve(Object.assign(answer, { text }));
    });
    sent.on('error', reject).end();
  });
}

describe('An issuer with a path, behind a proxy that speaks TLS', () => {
  const formOn = async (browser: TestBrowser) => {
    const page = await browser.open(`${ISSUER}/sign-in`);
    expect(shown(page)).toBe('sign-in');
    const [, ticket = ''] = /name="ticket" value="([^"]*)"/.exec(page.text) ?? [];
    return { action: '/op/sign-in', fields: { ticket } };
  };

  it('signs in, redeems and signs out, with every address below the path', async () => {
    const browser = newBrowser();
    const page = await visit(behind, browser, party, { state: 's' });
    expect(new URL(page.url).pathname).toBe('/op/sign-in');
    const consent = await browser.signIn(page, ADMIN);
    expect(new URL(consent.url).pathname).toBe('/op/consent');
    for (const { text } of [page, consent]) {
      expect(text.match(/(?:href|action|src)="\/(?!op\/)[^"]*"/g)).toBeNull();
    }
    const back = answerOf(await browser.submit(consent, 'consent-allow'));
    expect(back.get('iss')).toBe(ISSUER);

    const response = await fetch(`${served}/op/oauth2/token`, {
      method: 'POST',
      headers: { authorization: party.basic() },
      body: formOf({ grant_type: 'authorization_code', code: back.get('code') ?? '' }),
    });
    const { id_token } = (await response.json()) as { id_token: string };
    expect(decodeJwt(id_token).iss).toBe(ISSUER);

    const hint = formOf({ id_token_hint: id_token, post_logout_redirect_uri: 'https://client.example/out' });
    expect((await browser.open(`${ISSUER}/oauth2/logout?${hint}`)).location).toBe(
      'https://client.example/out',
    );
  });

  it('sets cookies that only https and this host can set and read (RFC 6265bis §4.1.3.2)', async () => {
    const browser = newBrowser();
    const { action, fields } = await formOn(browser);
    const body = formOf({ ...fields, username: ADMIN.email, password: ADMIN.password });
    const answer = await browser.request(new URL(action, ISSUER).href, { method: 'POST', body });
    const cookies = answer.headers
      .getSetCookie()
      .map((cookie) => cookie.replace(/=[^;]*/, '').replace(/ Max-Age=\d+;/, ''));
    expect(cookies.sort()).toEqual([
      '__Host-portico_device; Path=/; HttpOnly; Secure; SameSite=Lax',
      '__Host-portico_session; Path=/; HttpOnly; Secure; SameSite=Lax',
    ]);
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
  });

  it('keeps what is said on the next page in a cookie of the same kind', async () => {
    const browser = newBrowser();
    const { action, fields } = await formOn(browser);
    const body = formOf({ ...fields, username: ADMIN.email, password: 'wrong password' });
    const answer = await browser.request(new URL(action, ISSUER).href, { method: 'POST', body });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-portico_flash=[^;]+; Max-Age=60; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
  });

  it('knows its own pages by the issuer, not by the address that it is served at', async () => {
    const browser = newBrowser();
    const { action, fields } = await formOn(browser);
    const body = formOf({ ...fields, username: ADMIN.email, password: ADMIN.password });
    const headers = { origin: served, 'sec-fetch-site': 'same-origin' };
    const answer = await browser.request(new URL(action, ISSUER).href, { method: 'POST', body, headers });
    expect([answer.status, browser.cookies.size]).toEqual([400, 0]);
  });

  it('answers nothing outside its path but health checks', async () => {
    expect((await fetch(`${served}/sign-in`)).status).toBe(404);
    expect((await fetch(`${served}/operator/sign-in`)).status).toBe(404);
    expect((await fetch(`${served}/health/live`)).status).toBe(200);
    expect((await fetch(`${served}/health/ready`)).status).toBe(200);
  });

  it('publishes its metadata at both addresses (Discovery 1.0 §4, RFC 8414 §3)', async () => {
    for (const path of [
      '/op/.well-known/openid-configuration',
      '/.well-known/oauth-authorization-server/op',
    ]) {
      const metadata = (await (await fetch(served + path)).json()) as Record<string, string>;
      expect(metadata).toMatchObject({
        issuer: ISSUER,
        authorization_endpoint: `${ISSUER}/oauth2/authorize`,
        end_session_endpoint: `${ISSUER}/oauth2/logout`,
      });
    }
  });
});

describe('The Host header and its relatives never decide anything', () => {
  const HOSTILE = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
    'x-forwarded-port': '666',
    'x-forwarded-prefix': '/evil',
    forwarded: 'host=evil.example;proto=http',
    'x-original-url': '/account',
    'x-rewrite-url': '/account',
  };

  it.each([
    '/op/oauth2/authorize?client_id=x',
    '/op/account',
    '/op/sign-in',
    '/op/.well-known/openid-configuration',
    '/op/openapi.json',
    '/op/oauth2/logout',
    '/op/nothing',
  ])('%s', async (path) => {
    const honest = await send(served + path, { host: 'id.example.com' });
    const hostile = await send(served + path, HOSTILE);
    expect(hostile.statusCode).toBe(honest.statusCode);
    expect(hostile.headers.location).toBe(honest.headers.location);
    expect(JSON.stringify(hostile.headers) + hostile.text).not.toMatch(/evil|666/);
    expect(hostile.headers['strict-transport-security']).toBeDefined();
  });
});

describe('X-Forwarded-For', () => {
  const addressSeen = async (portico: TestPortico, at: string, forwarded: string) => {
    const path = portico === behind ? '/op/nothing' : '/nothing';
    const { text } = await send(at + path, { 'x-forwarded-for': forwarded });
    const page = { text } as Parameters<typeof textOf>[0];
    return (await portico.get(Refusals).find(textOf(page, 'error-reference') ?? ''))?.ip;
  };

  it('is believed of a trusted proxy, as far as the chain of trusted ones goes', async () => {
    expect(await addressSeen(behind, served, '203.0.113.7')).toBe('203.0.113.7');
    expect(await addressSeen(behind, served, '198.51.100.1, 203.0.113.7')).toBe('203.0.113.7');
    expect(await addressSeen(behind, served, '198.51.100.1, 203.0.113.7, 10.1.2.3')).toBe('203.0.113.7');
  });

  it('is ignored where nobody is trusted', async () => {
    const at = `http://127.0.0.1:${direct.get(HttpSettings).port}`;
    expect(await addressSeen(direct, at, '203.0.113.7')).toBe('127.0.0.1');
  });
});

describe('/health', () => {
  it('says that the process lives, and that it can serve', async () => {
    const live = await fetch(`${direct.url}/health/live`);
    expect([live.status, await live.json()]).toEqual([200, { status: 'ok' }]);
    const ready = await fetch(`${direct.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ok', checks: { database: true, registry: true } },
    ]);
    expect(ready.headers.get('cache-control')).toBe('no-store');
  });

  it('is not ready while the database fails or the registry is old, but alive', async () => {
    vi.spyOn(direct.get(Database), 'row').mockRejectedValue(new Error('gone: password=secret'));
    const noDatabase = await fetch(`${direct.url}/health/ready`);
    expect([noDatabase.status, await noDatabase.json()]).toEqual([
      503,
      { status: 'unavailable', checks: { database: false, registry: true } },
    ]);
    vi.restoreAllMocks();
    vi.spyOn(direct.get(ChangeFeed), 'healthy').mockReturnValue(false);
    expect((await fetch(`${direct.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${direct.url}/health/live`)).status).toBe(200);
  });
});

describe('An address where there is nothing', () => {
  it.each([
    ['GET', '/nothing', 404, 'text/html'],
    ['POST', '/nothing', 404, 'text/html'],
    ['GET', '/oauth2/nothing', 404, 'text/html'],
    ['PUT', '/sign-in', 405, 'text/html'],
    ['GET', '/sign-in/', 404, 'text/html'],
    ['GET', '/sign-in/deeper', 404, 'text/html'],
    ['GET', '/SIGN-IN', 404, 'text/html'],
    ['GET', '/.well-known/nothing', 404, 'application/json'],
    ['GET', '/health/nothing', 404, 'application/json'],
    ['GET', '/admin/v1/nothing', 404, 'application/problem+json'],
    ['GET', '/%E0%A4%A', 400, 'application/json'],
    ['GET', '/assets/..%2f..%2fetc/passwd', 404, 'text/html'],
    ['GET', '//evil.example/', 404, 'text/html'],
  ])('%s %s answers as fits its area, and repeats nothing', async (method, path, status, type) => {
    const answer = await send(direct.url + path, {}, method);
    expect([answer.statusCode, answer.headers['content-type']?.split(';')[0]]).toEqual([status, type]);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers.location).toBeUndefined();
    expect(answer.text).not.toMatch(/evil|passwd|%E0|Cannot GET/);
  });

  it('is noted under its reference, without the query', async () => {
    const { text } = await send(`${direct.url}/nothing?token=secret`, {});
    const reference = textOf({ text } as Parameters<typeof textOf>[0], 'error-reference') ?? '';
    expect(await direct.get(Refusals).find(reference)).toMatchObject({ endpoint: 'GET /nothing' });
  });
});

describe('A failure of our own', () => {
  it('is an error page with a reference and no detail', async () => {
    vi.spyOn(direct.get(Database), 'lookup').mockRejectedValue(new Error('SELECT secret FROM table'));
    const browser = new TestBrowser(direct.url);
    browser.cookies.set('portico_session', 'A'.repeat(43));
    const page = await browser.open(`${direct.url}/account`);
    expect(page.status).toBe(500);
    expect(page.text).not.toContain('SELECT');
    expect(textOf(page, 'error-reference')).toMatch(/^\w{8}$/);
  });
});
