import 'reflect-metadata';
import * as oidc from 'openid-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ClientService } from '#libs/clients';
import { Database, Sweeper } from '#libs/storage';
import { answerOf, idTokenOf, requestOf, shown } from '../support/authorize.js';
import { TestBrowser, type Visited } from '../support/browser.js';
import { expectErrorPage, textOf } from '../support/error-page.js';
import { moveClock } from '../support/moved-clock.js';
import { ADMIN, startPortico, type TestPortico } from '../support/portico.js';
import { meetAfterReading } from '../support/race.js';
import { type Answer, type Form, formOf, RelyingParty } from '../support/relying-party.js';

const PKCE = { code_challenge: 'E'.repeat(43), code_challenge_method: 'S256' };
const PREFIX = 'urn:ietf:params:oauth:request_uri:';
let portico: TestPortico;
let party: RelyingParty;
let other: RelyingParty;
let browser: TestBrowser;

beforeAll(async () => {
  portico = await startPortico();
  party = await RelyingParty.register(portico, { require_pkce: false });
  other = await RelyingParty.register(portico, { require_pkce: false });
});
afterAll(() => portico.close());
beforeEach(() => {
  browser = new TestBrowser(portico.url);
});
afterEach(() => vi.restoreAllMocks());

const push = (form: Form = {}, by = party): Promise<Answer> =>
  by.post('/oauth2/par', { ...Object.fromEntries(requestOf(by)), ...form });
const pushed = async (form: Form = {}, by = party): Promise<string> => {
  const { body, status, text } = await push(form, by);
  if (status !== 201) throw new Error(text);
  return String(body.request_uri);
};
const bring = (request_uri: string, more: Form = {}, by = party): Promise<Visited> => {
  const query = formOf({ client_id: by.client.client_id, request_uri, ...more });
  return browser.open(`${portico.url}/oauth2/authorize?${query}`);
};
const publicClient = () => RelyingParty.register(portico, { token_endpoint_auth_method: 'none' });
const signIn = async () => {
  const query = requestOf(party);
  await browser.authorize(`${portico.url}/oauth2/authorize?${query}`, ADMIN);
};
const refused = async (page: Visited) => {
  const refusal = await expectErrorPage(portico, page);
  expect(textOf(page, 'error-reference')).toBeDefined();
  return [refusal.error, refusal.rule];
};

describe('RFC 9126 §2.2: a request that is pushed', () => {
  it('is answered with 201, a request_uri that nobody can guess, and its lifetime', async () => {
    const { status, headers, body } = await push();
    expect(status).toBe(201);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      request_uri: expect.stringMatching(/^urn:ietf:params:oauth:request_uri:[\w-]{43}$/),
      expires_in: 60,
    });
    expect((await push()).body.request_uri).not.toBe(body.request_uri);
  });

  it('counts as it was pushed: what the browser brings beside it changes nothing', async () => {
    const request_uri = await pushed({ state: 'pushed', nonce: 'n', prompt: 'login' });
    const page = await bring(request_uri, {
      state: 'brought',
      scope: 'openid email',
      redirect_uri: 'https://evil.example/',
      response_mode: 'fragment',
      prompt: 'none',
    });
    expect(shown(page)).toBe('sign-in');
    const back = await browser.signIn(page, ADMIN);
    expect(back.location).toMatch(/^https:\/\/client\.example\/callback\?/);
    expect(answerOf(back).get('state')).toBe('pushed');
    expect((await idTokenOf(party, back)).nonce).toBe('n');
  });

  it('is stored by hash, and without what authenticated the client', async () => {
    const byPost = await RelyingParty.register(portico, {
      token_endpoint_auth_method: 'client_secret_post',
      require_pkce: false,
    });
    const request_uri = await pushed({ state: 'kept' }, byPost);
    const rows = await portico.get(Database).rows('SELECT * FROM pushed_requests');
    const text = JSON.stringify(rows);
    expect(text).toContain('state=kept');
    expect(text).not.toContain(byPost.client_secret);
    expect(text).not.toContain(request_uri.slice(PREFIX.length));
  });

  it.each(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'])(
    'may come from a client that authenticates by %s',
    async (token_endpoint_auth_method) => {
      const by = await RelyingParty.register(portico, { token_endpoint_auth_method });
      const page = await bring(await pushed(PKCE, by), {}, by);
      expect(shown(await browser.signIn(page, ADMIN))).toBe('code');
    },
  );

  it('may leave client_id to the authentication', async () => {
    expect(shown(await bring(await pushed({ client_id: undefined })))).toBe('sign-in');
  });
});

describe('RFC 9126 §2.3: what the authorization endpoint would refuse is refused at once', () => {
  it.each<[string, Form, string]>([
    ['a redirect_uri that differs', { redirect_uri: 'https://client.example/callback/' }, 'invalid_request'],
    ['two redirect_uris', { redirect_uri: ['https://client.example/callback', 'x'] }, 'invalid_request'],
    ['no response_type', { response_type: undefined }, 'invalid_request'],
    ['another response_type', { response_type: 'token' }, 'unsupported_response_type'],
    ['a bad response_mode', { response_mode: 'nonsense' }, 'invalid_request'],
    ['two scopes', { scope: ['openid', 'email'] }, 'invalid_request'],
    ['prompt=none with another', { prompt: 'none login' }, 'invalid_request'],
    ['claims that are no JSON', { claims: '{' }, 'invalid_request'],
    ['plain PKCE', { code_challenge: 'E'.repeat(43), code_challenge_method: 'plain' }, 'invalid_request'],
    ['registration', { registration: '{}' }, 'registration_not_supported'],
    ['a request_uri of its own', { request_uri: `${PREFIX}x` }, 'invalid_request'],
    ['a request object that is none', { request: 'nonsense' }, 'invalid_request_object'],
    ['too much', { state: 'x'.repeat(16_000), nonce: 'x'.repeat(16_000), x: 'x' }, 'invalid_request'],
  ])('%s', async (_, form, error) => {
    const { status, body, headers } = await push(form);
    expect([status, body.error]).toEqual([400, error]);
    expect(headers.get('location')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body.error_uri).toMatch(/^urn:portico:refusal:/);
  });

  it('without PKCE, where that is required', async () => {
    const strict = await RelyingParty.register(portico);
    expect((await push({}, strict)).body).toMatchObject({ error: 'invalid_request' });
  });

  it('by a client that can not prove who it is, with 401', async () => {
    const { status, body, headers } = await party.fetch('/oauth2/par', {
      method: 'POST',
      headers: { authorization: party.basic('wrong') },
      body: requestOf(party),
    });
    expect([status, body.error]).toEqual([401, 'invalid_client']);
    expect(headers.get('www-authenticate')).toMatch(/^Basic /);
  });

  it('in the name of another client', async () => {
    expect((await push({ client_id: other.client.client_id })).body.error).toBe('invalid_request');
  });

  it('by GET, with 405', async () => {
    expect((await party.fetch(`/oauth2/par?${requestOf(party)}`)).status).toBe(405);
  });
});

describe('RFC 9126 §4: a request_uri', () => {
  it('of another client, unknown, or malformed is refused on a page', async () => {
    const foreign = await pushed({}, other);
    expect(await refused(await bring(foreign))).toEqual(['invalid_request_uri', 'pushed_request.unknown']);
    for (const uri of [PREFIX, `${PREFIX}${'A'.repeat(43)}`, foreign.toUpperCase(), `${foreign}#x`]) {
      expect((await refused(await bring(uri)))[0], uri).toBe('invalid_request_uri');
    }
  });

  it('that was sent twice, or beside a request object, is refused', async () => {
    const request_uri = await pushed();
    const query = requestOf(party, { request_uri: [request_uri, request_uri] });
    const twice = await browser.open(`${portico.url}/oauth2/authorize?${query}`);
    expect(shown(twice)).toBe('invalid_request');
    expect(await refused(await bring(request_uri, { request: 'x' }))).toEqual([
      'invalid_request',
      'RFC 9101 §5',
    ]);
  });

  it('is told to the client as refused when a registered redirect_uri stands beside it', async () => {
    const { location } = await bring(`${PREFIX}x`, { redirect_uri: 'https://client.example/callback' });
    expect(location).toMatch(/^https:\/\/client\.example\/callback\?error=invalid_request_uri&/);
  });

  it('must be brought within its 60 seconds', async () => {
    const request_uri = await pushed();
    moveClock(portico, 61);
    expect(await refused(await bring(request_uri))).toEqual([
      'invalid_request_uri',
      'pushed_request.expired',
    ]);
  });

  it('lets the person take their time, 15 minutes', async () => {
    const [one, two] = [await pushed(), await pushed()];
    const page = await bring(one);
    const tooLate = await bring(two);
    moveClock(portico, 14 * 60);
    expect(shown(await browser.signIn(page, ADMIN))).toBe('code');
    moveClock(portico, 16 * 60);
    expect((await refused(await browser.signIn(tooLate, ADMIN)))[0]).toBe('invalid_request_uri');
  });

  it('isn’t kept alive by the ticket of another request', async () => {
    const page = await bring(await pushed());
    const ticket = /name="ticket" value="([^"]+)"/.exec(page.text)?.[1];
    const request_uri = await pushed();
    moveClock(portico, 61);
    expect((await refused(await bring(request_uri, { ticket })))[0]).toBe('invalid_request_uri');
  });

  it('is kept through the pages without what it stands for', async () => {
    const page = await bring(await pushed({ state: 'never-on-the-page' }));
    expect(page.text).toContain(encodeURIComponent(PREFIX));
    expect(page.text).not.toContain('never-on-the-page');
  });

  it('is checked anew against what is registered by then', async () => {
    const moving = await RelyingParty.register(portico, { require_pkce: false });
    const request_uri = await pushed({}, moving);
    const redirect_uris = ['https://new.example/'];
    await portico
      .get(ClientService)
      .patch(moving.client.client_id, undefined, { redirect_uris }, { actor: 'system' });
    expect((await refused(await bring(request_uri, {}, moving)))[1]).toBe('redirect_uri.exact_match');
  });

  it('is not spent by a refusal, and is by the code', async () => {
    const request_uri = await pushed();
    const silent = await pushed({ prompt: 'none' });
    expect(shown(await bring(silent))).toBe('login_required');
    await signIn();
    expect(shown(await bring(silent))).toBe('code');
    expect(shown(await bring(request_uri))).toBe('code');
    for (const used of [silent, request_uri]) {
      expect(await refused(await bring(used))).toEqual(['invalid_request_uri', 'pushed_request.spent']);
    }
  });

  it('gives one code, of one grant, when 50 bring it at once', async () => {
    await signIn();
    const wanted = await RelyingParty.register(portico, { require_pkce: false });
    const request_uri = await pushed({}, wanted);
    meetAfterReading([portico], 'pushed_requests', { count: 50 });
    const pages = await Promise.all(Array.from({ length: 50 }, () => bring(request_uri, {}, wanted)));
    const kinds = pages.map(shown);
    expect(kinds.filter((kind) => kind === 'code')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'error')).toHaveLength(49);
    const grants = await portico
      .get(Database)
      .rows('SELECT grant_id FROM grants WHERE client_id = ?', [wanted.client.client_id]);
    expect(grants).toHaveLength(1);
  });

  it('is removed some time after nobody can use it', async () => {
    await pushed();
    moveClock(portico, 60);
    await portico.get(Sweeper).sweep();
    const count = () => portico.get(Database).row<{ n: number }>('SELECT COUNT(*) AS n FROM pushed_requests');
    expect(Number((await count())?.n)).toBeGreaterThan(0);
    moveClock(portico, 3600);
    await portico.get(Sweeper).sweep();
    expect(Number((await count())?.n)).toBe(0);
  });
});

describe('RFC 9126 §2.3: too many requests', () => {
  /** As if that many had come; the row of every count that is open. */
  const counted = (attempts: number) =>
    portico.get(Database).affected('UPDATE sign_in_throttles SET attempts = ?', [attempts]);
  afterEach(() => portico.get(Database).affected('DELETE FROM sign_in_throttles'));

  it('bounds what one network pushes in the name of a public client, who anybody can say to be', async () => {
    const [page, other] = await Promise.all([publicClient(), publicClient()]);
    expect((await push(PKCE, page)).status).toBe(201);
    await counted(999);
    const answers = await Promise.all(Array.from({ length: 10 }, () => push(PKCE, page)));
    const refused = answers.filter(({ status }) => status === 429);
    expect([refused.length, answers.filter(({ status }) => status === 201).length]).toEqual([9, 1]);
    expect(refused[0]?.body.error).toBe('temporarily_unavailable');
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    const rows = await portico
      .get(Database)
      .rows('SELECT client_id FROM pushed_requests WHERE client_id = ?', [page.client.client_id]);
    expect(rows).toHaveLength(2);
    expect((await push(PKCE, other)).status).toBe(201);
  });

  it('counts nothing that is refused, for nothing of it is kept', async () => {
    const page = await publicClient();
    await push(PKCE, page);
    await counted(999);
    expect((await push({ ...PKCE, redirect_uri: 'https://elsewhere.example/' }, page)).status).toBe(400);
    expect((await push(PKCE, page)).status).toBe(201);
  });

  it('bounds no client that proves who it is', async () => {
    await push(PKCE, await publicClient());
    await counted(1000);
    expect((await push()).status).toBe(201);
  });
});

describe('RFC 9126 §6: a client that must push', () => {
  it('is refused when it doesn’t, and told so', async () => {
    const strict = await RelyingParty.register(portico, {
      require_pushed_authorization_requests: true,
      require_pkce: false,
    });
    const plain = await browser.open(`${portico.url}/oauth2/authorize?${requestOf(strict)}`);
    expect(shown(plain)).toBe('invalid_request');
    expect(answerOf(plain).get('error_description')).toBe('this client must push its authorization requests');
    expect(shown(await bring(await pushed({}, strict), {}, strict))).toBe('sign-in');
    const elsewhere = requestOf(strict, { redirect_uri: 'https://evil.example/' });
    await expectErrorPage(portico, await browser.open(`${portico.url}/oauth2/authorize?${elsewhere}`));
  });
});

describe('RFC 9126 §5: a provider where every client must push', () => {
  let strict: TestPortico;
  beforeAll(async () => {
    strict = await startPortico({
      PORTICO_REQUIRE_PUSHED_AUTHORIZATION_REQUESTS: 'true',
      PORTICO_REGISTRATION: 'open',
    });
  });
  afterAll(() => strict.close());

  it('refuses what was not pushed, of a client whose own rules ask for nothing', async () => {
    const client = await RelyingParty.register(strict, {
      require_pushed_authorization_requests: false,
      require_pkce: false,
    });
    const by = new TestBrowser(strict.url);
    const plain = await by.open(`${strict.url}/oauth2/authorize?${requestOf(client)}`);
    expect(shown(plain)).toBe('invalid_request');
    const { status, body } = await client.post('/oauth2/par', Object.fromEntries(requestOf(client)));
    expect(status).toBe(201);
    const { client_id } = client.client;
    const asked = formOf({ client_id, request_uri: String(body['request_uri']) });
    expect(shown(await by.open(`${strict.url}/oauth2/authorize?${asked}`))).toBe('sign-in');
  });

  it('tells a client that registers itself', async () => {
    const answer = await fetch(`${strict.url}/oauth2/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ redirect_uris: ['https://client.example.com/callback'] }),
    });
    expect(await answer.json()).toHaveProperty('require_pushed_authorization_requests', true);
  });

  it('says so in its metadata, and to administrators who ask why', async () => {
    const { client } = await RelyingParty.register(strict);
    const answer = await fetch(`${strict.url}/.well-known/openid-configuration`);
    expect(await answer.json()).toHaveProperty('require_pushed_authorization_requests', true);
    const { rules } = await strict.admin.call('GET', `/clients/${client.client_id}/rules`);
    expect(rules).toMatchObject({
      require_pushed_authorization_requests: { value: true, source: 'configuration' },
    });
  });
});

describe('RFC 9126 §5, RFC 8414 §2: discovery', () => {
  it('names the endpoint, and that it is optional', async () => {
    expect((await party.fetch('/.well-known/openid-configuration')).body).toMatchObject({
      pushed_authorization_request_endpoint: `${portico.url}/oauth2/par`,
      require_pushed_authorization_requests: false,
    });
  });

  it('is enough for openid-client to push and to sign a person in', async () => {
    const { client, client_secret } = party;
    const config = await oidc.discovery(
      new URL(portico.url),
      client.client_id,
      {},
      oidc.ClientSecretBasic(client_secret),
      { execute: [oidc.allowInsecureRequests] },
    );
    const [pkceCodeVerifier, expectedState] = [oidc.randomPKCECodeVerifier(), oidc.randomState()];
    const url = await oidc.buildAuthorizationUrlWithPAR(config, {
      redirect_uri: String(client.redirect_uris[0]),
      scope: 'openid',
      state: expectedState,
      code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    });
    expect([...url.searchParams.keys()].toSorted()).toEqual(['client_id', 'request_uri']);
    const back = await browser.authorize(url.href, ADMIN);
    const tokens = await oidc.authorizationCodeGrant(config, back, { pkceCodeVerifier, expectedState });
    expect(tokens.claims()?.aud).toBe(client.client_id);
  });
});
