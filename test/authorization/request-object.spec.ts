import 'reflect-metadata';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CompactSign,
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import * as oidc from 'openid-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SIGNING_ALGORITHMS, type SigningAlgorithm } from '#libs/protocol';
import { answerOf, idTokenOf, requestOf, shown } from '../support/authorize.js';
import { TestBrowser, type Visited } from '../support/browser.js';
import { expectErrorPage, textOf } from '../support/error-page.js';
import { moveClock } from '../support/moved-clock.js';
import { ADMIN, startPortico, type TestPortico } from '../support/portico.js';
import { type Form, formOf, RelyingParty } from '../support/relying-party.js';

const CALLBACK = 'https://client.example/callback';
type Keys = Record<SigningAlgorithm, { privateKey: CryptoKey; publicKey: CryptoKey }>;

/** Where the client keeps request objects: answers what a test put there, and counts. */
let objects: Server;
let served: Record<string, { status?: number; body?: string; location?: string }> = {};
let fetched: string[] = [];

let portico: TestPortico;
let keys: Keys;
let jwks: object;
let party: RelyingParty;
let other: RelyingParty;
let browser: TestBrowser;

beforeAll(async () => {
  objects = createServer((request, response) => {
    fetched.push(String(request.url));
    const { status = 200, body = '', location } = served[String(request.url)] ?? { status: 404 };
    response.writeHead(status, location === undefined ? {} : { location }).end(body);
  });
  await new Promise<void>((resolve) => objects.listen(0, '127.0.0.1', resolve));
  portico = await startPortico({ PORTICO_OUTBOUND_ALLOWED_HOSTS: host() });
  const pairs = SIGNING_ALGORITHMS.map(async (alg) => [alg, await generateKeyPair(alg)] as const);
  keys = Object.fromEntries(await Promise.all(pairs)) as Keys;
  const published = SIGNING_ALGORITHMS.map(async (alg) => ({
    ...(await exportJWK(keys[alg].publicKey)),
    kid: alg,
    alg,
  }));
  jwks = { keys: await Promise.all(published) };
  party = await register();
  other = await RelyingParty.register(portico, { require_pkce: false });
});
afterAll(async () => {
  await portico.close();
  await new Promise((resolve) => objects.close(resolve));
});
beforeEach(() => {
  browser = new TestBrowser(portico.url);
  served = {};
  fetched = [];
});
afterEach(() => vi.restoreAllMocks());

const host = () => `localhost:${(objects.address() as AddressInfo).port}`;
const address = (path: string) => `http://${host()}${path}`;
const register = (metadata: object = {}) =>
  RelyingParty.register(portico, { require_pkce: false, jwks, ...metadata });

interface Signing {
  readonly by?: RelyingParty;
  readonly alg?: SigningAlgorithm;
  readonly header?: object;
  readonly key?: CryptoKey;
}

/** A request object that is right, but for the changes. */
function sign(
  claims: object = {},
  { by = party, alg = 'ES256', header, key }: Signing = {},
): Promise<string> {
  const { client_id } = by.client;
  const now = Math.floor(Date.now() / 1000);
  const asked = { client_id, redirect_uri: CALLBACK, response_type: 'code', scope: 'openid' };
  const about = { iss: client_id, aud: portico.url, iat: now, exp: now + 60 };
  return new SignJWT({ ...about, ...asked, ...claims })
    .setProtectedHeader({ alg, kid: alg, typ: 'oauth-authz-req+jwt', ...header })
    .sign(key ?? keys[alg].privateKey);
}

/** Sends the browser there with these parameters and the client_id, no others. */
const go = (form: Form, by = party): Promise<Visited> =>
  browser.open(`${portico.url}/oauth2/authorize?${formOf({ client_id: by.client.client_id, ...form })}`);
/** With a plain request beside the object, as OpenID Connect has it. */
const ask = (form: Form, by = party): Promise<Visited> =>
  browser.open(`${portico.url}/oauth2/authorize?${requestOf(by, form)}`);
const refused = async (page: Visited) => (await expectErrorPage(portico, page)).error;

describe('OpenID Connect Core 1.0 §6.1, RFC 9101 §5: a request object', () => {
  it.each(SIGNING_ALGORITHMS)('signed with %s is taken', async (alg) => {
    const request = await sign({ state: 'inside', nonce: 'n' }, { alg });
    const back = await browser.signIn(await go({ request }), ADMIN);
    expect(answerOf(back).get('state')).toBe('inside');
    expect((await idTokenOf(party, back)).nonce).toBe('n');
  });

  it('goes before what is sent beside it, which counts where the object says nothing', async () => {
    const request = await sign({ state: 'inside', prompt: 'login' });
    const page = await ask({ request, state: 'outside', nonce: 'outside', prompt: 'none' });
    expect(shown(page)).toBe('sign-in');
    const back = await browser.signIn(page, ADMIN);
    expect(answerOf(back).get('state')).toBe('inside');
    expect((await idTokenOf(party, back)).nonce).toBe('outside');
  });

  it('may hold numbers and JSON', async () => {
    const claims = { id_token: { email: { essential: true } } };
    const request = await sign({
      max_age: 0,
      claims,
      display: null,
      aud: [portico.url, 'https://x.example'],
    });
    const back = await browser.signIn(await go({ request }), ADMIN);
    const idToken = await idTokenOf(party, back);
    expect(idToken.email).toBe(ADMIN.email);
    expect(idToken.auth_time).toEqual(expect.any(Number));
  });

  it('may have typ JWT or none, no exp, and no response_type or redirect_uri of its own', async () => {
    const own = { exp: undefined, response_type: undefined, redirect_uri: undefined, client_id: undefined };
    for (const typ of ['JWT', undefined, 'application/oauth-authz-req+jwt']) {
      expect(shown(await ask({ request: await sign(own, { header: { typ } }) }))).toBe('sign-in');
    }
  });

  it('is good for the person who takes longer than its exp, for 15 minutes', async () => {
    const page = await go({ request: await sign() });
    moveClock(portico, 14 * 60);
    expect(shown(await browser.signIn(page, ADMIN))).toBe('code');
    browser = new TestBrowser(portico.url);
    expect(shown(await browser.signIn(page, ADMIN))).toBe('code');
    moveClock(portico, 16 * 60);
    expect(await refused(await browser.signIn(page, ADMIN))).toBe('invalid_request_object');
  });

  it('too long for a URL comes by POST, and is carried through the pages', async () => {
    const request = await sign({ state: 's'.repeat(9000) });
    const page = await browser.open(`${portico.url}/oauth2/authorize`, {
      method: 'POST',
      crossSite: true,
      body: formOf({ client_id: party.client.client_id, request }),
    });
    const signInPage = await browser.submit(page, 'posting-submit');
    const back = await browser.submit(await browser.signIn(signInPage, ADMIN), 'posting-submit');
    expect(answerOf(back).get('state')).toBe('s'.repeat(9000));
  });
});

describe('RFC 9700 §2.1: the redirect_uri that counts is the one in the object', () => {
  it('and the one outside is nothing', async () => {
    const request = await sign();
    const page = await ask({ request, redirect_uri: 'https://evil.example/' });
    expect((await browser.signIn(page, ADMIN)).location).toMatch(
      /^https:\/\/client\.example\/callback\?code=/,
    );
  });

  it('so that an object with one that is not registered leads nowhere', async () => {
    for (const redirect_uri of ['https://evil.example/', `${CALLBACK}/`, 7, [CALLBACK, CALLBACK]]) {
      const page = await ask({ request: await sign({ redirect_uri }) });
      expect(await refused(page)).toBe('invalid_request');
      expect(textOf(page, 'error-parameter') ?? page.text).toContain('redirect_uri');
    }
  });

  it('and an object that can’t be used sends nobody to where it wants', async () => {
    const request = await sign({}, { by: other });
    expect(await refused(await go({ request }))).toBe('invalid_request_object');
    expect(await refused(await ask({ request, redirect_uri: 'https://evil.example/' }))).toBe(
      'invalid_request_object',
    );
    const told = await ask({ request, state: 'outside' });
    expect(told.location).toMatch(/^https:\/\/client\.example\/callback\?error=invalid_request_object&/);
    expect(answerOf(told).get('state')).toBe('outside');
  });
});

describe('RFC 9101 §6 and §10: what is refused with invalid_request_object', () => {
  const unsigned = (claims: object) => new UnsecuredJWT({ ...claims }).encode();
  const hmac = async (secret: string, alg = 'HS256') =>
    new SignJWT({ iss: party.client.client_id, aud: portico.url, response_type: 'code', scope: 'openid' })
      .setProtectedHeader({ alg, kid: 'ES256' })
      .sign(new TextEncoder().encode(secret));
  const tampered = async () => {
    const [header, payload = '', signature] = (await sign()).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const more = Buffer.from(JSON.stringify({ ...claims, scope: 'openid email' })).toString('base64url');
    return `${header}.${more}.${signature}`;
  };
  const now = () => Math.floor(Date.now() / 1000);

  it.each<[string, () => string | Promise<string>]>([
    ['no JWT', () => 'nonsense'],
    ['alg none', () => unsigned({ iss: party.client.client_id, aud: portico.url })],
    ['HS256 with the public key as PEM', async () => hmac(await exportSPKI(keys.ES256.publicKey))],
    [
      'HS256 with the public key as JWK',
      async () => hmac(JSON.stringify(await exportJWK(keys.ES256.publicKey))),
    ],
    ['HS256 with the client secret', () => hmac(party.client_secret)],
    ['a key of another client', async () => sign({}, { key: (await generateKeyPair('ES256')).privateKey })],
    ['the kid of another key', () => sign({}, { header: { kid: 'EdDSA' } })],
    ['a kid that is a path', () => sign({}, { header: { kid: '../../etc/passwd' } })],
    ['RS256 by the key for PS256', () => sign({}, { alg: 'RS256', header: { kid: 'PS256' } })],
    [
      'a key that it brings itself',
      async () => {
        const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
        return sign({}, { key: privateKey, header: { jwk: await exportJWK(publicKey), kid: undefined } });
      },
    ],
    ['a crit that nobody knows', () => sign({}, { header: { crit: ['x'], x: 1 } }).catch(() => 'x.y.z')],
    ['another payload', tampered],
    ['a JWT of another type', () => sign({}, { header: { typ: 'at+jwt' } })],
    ['a client assertion', () => sign({ sub: party.client.client_id, jti: 'j' })],
    ['no iss', () => sign({ iss: undefined })],
    ['another client as iss', () => sign({ iss: other.client.client_id })],
    ['no aud', () => sign({ aud: undefined })],
    ['another aud', () => sign({ aud: 'https://elsewhere.example' })],
    ['the issuer with a slash as aud', () => sign({ aud: `${portico.url}/` })],
    ['an exp that is over', () => sign({ exp: now() - 60 })],
    ['an exp that is text', () => sign({ exp: String(now() + 60) })],
    ['an nbf to come', () => sign({ nbf: now() + 120 })],
    ['another client_id', () => sign({ client_id: other.client.client_id })],
    ['another response_type than outside', () => sign({ response_type: 'token' })],
    ['a request inside', () => sign({ request: 'x' })],
    ['a request_uri inside', () => sign({ request_uri: 'https://client.example/r' })],
    ['five parts, as if encrypted', async () => `${await sign()}.x.x`],
  ])('%s', async (_, object) => {
    const page = await ask({ request: await object() });
    expect(shown(page)).toBe('invalid_request_object');
    expect(answerOf(page).get('code')).toBeNull();
    expect(page.location).toMatch(/^https:\/\/client\.example\/callback\?/);
  });

  it('any object of a client without keys', async () => {
    const page = await ask({ request: await sign({}, { by: other }) }, other);
    expect(shown(page)).toBe('invalid_request_object');
  });

  it('one that another client signed for itself', async () => {
    const second = await register();
    expect(shown(await ask({ request: await sign({}, { by: second }) }))).toBe('invalid_request_object');
    expect(shown(await ask({ request: await sign({}, { by: second }) }, second))).toBe('sign-in');
  });

  it('an algorithm other than the registered one', async () => {
    const strict = await register({ request_object_signing_alg: 'PS256' });
    const object = (alg: SigningAlgorithm) => sign({}, { by: strict, alg });
    expect(shown(await ask({ request: await object('ES256') }, strict))).toBe('invalid_request_object');
    expect(shown(await ask({ request: await object('RS256') }, strict))).toBe('invalid_request_object');
    expect(shown(await ask({ request: await object('PS256') }, strict))).toBe('sign-in');
  });

  it('two at once are refused as a repeated parameter; one that is huge, at once', async () => {
    const request = await sign();
    expect(shown(await ask({ request: [request, request] }))).toBe('invalid_request');
    expect(shown(await ask({ request: [request], request_uri: 'https://client.example/r' }))).toBe(
      'invalid_request',
    );
    const huge = await browser.open(`${portico.url}/oauth2/authorize`, {
      method: 'POST',
      body: requestOf(party, { request: `${request}${'A'.repeat(100_000)}` }),
    });
    expect(huge.status).toBe(400);
  });

  it('one that nests JSON more deeply than anybody needs', async () => {
    const { client_id, redirect_uris } = party.client;
    const about = JSON.stringify({ iss: client_id, aud: portico.url, redirect_uri: redirect_uris[0] });
    const depth = 6000;
    const deep = `${about.slice(0, -1)},"claims":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const signed = new CompactSign(new TextEncoder().encode(deep)).setProtectedHeader({ alg: 'EdDSA' });
    const body = requestOf(party, { request: await signed.sign(keys.EdDSA.privateKey) });
    const page = await browser.open(`${portico.url}/oauth2/authorize`, { method: 'POST', body });
    expect(['invalid_request_object', 'invalid_request']).toContain(shown(page));
  });
});

describe('OpenID Connect Core 1.0 §6.2: a request_uri', () => {
  let kept: RelyingParty;
  beforeAll(async () => {
    const paths = ['/object', '/other', '/moved', '/huge', '/bad', '/away', '/error', '/changing'];
    kept = await register({ request_uris: [...paths.map(address), `${address('/hashed')}#old`] });
  });
  const brought = (path: string, form: Form = {}) => ask({ request_uri: address(path), ...form }, kept);

  it('is fetched, and what is there counts', async () => {
    served['/object'] = { body: `${await sign({ state: 'inside' }, { by: kept })}\n` };
    const back = await browser.signIn(await go({ request_uri: address('/object') }, kept), ADMIN);
    expect(answerOf(back).get('state')).toBe('inside');
    expect(answerOf(back).get('code')).not.toBeNull();
  });

  it('may carry a fragment, registered or not, which is no hash', async () => {
    const body = await sign({}, { by: kept });
    served = { '/object': { body }, '/hashed': { body } };
    for (const uri of ['/object#frag', '/hashed', '/hashed#new', '/hashed#old']) {
      expect(shown(await brought(uri)), uri).toBe('sign-in');
    }
    expect(new Set(fetched)).toEqual(new Set(['/object', '/hashed']));
  });

  it('that is not registered is never fetched', async () => {
    served['/secret'] = { body: await sign({}, { by: kept }) };
    for (const path of ['/secret', '/object/', '/object?x', '/object/../secret', '/OBJECT', '']) {
      expect(shown(await brought(path)), path).toBe('invalid_request_uri');
    }
    expect(shown(await ask({ request_uri: address('/object') }))).toBe('invalid_request_uri');
    expect(await refused(await go({ request_uri: address('/secret') }, kept))).toBe('invalid_request_uri');
    expect(fetched).toEqual([]);
  });

  it.each<[string, string, (typeof served)[string] | undefined, string]>([
    ['nothing is there', '/object', undefined, 'invalid_request_uri'],
    ['an error', '/error', { status: 500, body: 'x' }, 'invalid_request_uri'],
    ['a redirect', '/moved', { status: 302, location: '/object' }, 'invalid_request_uri'],
    [
      'a redirect into the network',
      '/away',
      { status: 307, location: 'http://127.0.0.1/' },
      'invalid_request_uri',
    ],
    ['more than 16 KiB', '/huge', { body: 'A'.repeat(20_000) }, 'invalid_request_uri'],
    ['no JWT', '/bad', { body: '<html>' }, 'invalid_request_object'],
    ['nothing in it', '/bad', { body: '' }, 'invalid_request_object'],
  ])('refuses %s', async (_, path, answer, error) => {
    if (answer) served[path] = answer;
    expect(shown(await brought(path))).toBe(error);
    expect(fetched).toEqual([path]);
  });

  it('with an object of another client is refused', async () => {
    served['/other'] = { body: await sign() };
    expect(shown(await brought('/other'))).toBe('invalid_request_object');
  });

  it('may be signed anew while the person is on the way; one that asks for something else starts anew', async () => {
    const asks = (claims: object) => sign(claims, { by: kept });
    served['/changing'] = { body: await asks({ jti: '1' }) };
    const page = await brought('/changing');
    served['/changing'] = { body: await asks({ scope: 'openid email' }) };
    expect(shown(await browser.signIn(page, ADMIN))).toBe('sign-in');
    served['/changing'] = { body: await asks({ jti: '2' }) };
    expect(shown(await browser.signIn(page, ADMIN))).toBe('code');
  });

  it.each([
    'https://127.0.0.1/r',
    'https://[::1]/r',
    'https://[::ffff:7f00:1]/r',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/r',
    'https://localhost/r',
    'http://localhost:1/r',
  ])('never reaches into the network, though it is registered: %s', async (uri) => {
    const lured = await register({ request_uris: [uri] });
    const page = await ask({ request_uri: uri }, lured);
    expect(shown(page)).toBe('invalid_request_uri');
    expect(page.location).not.toContain('127.0.0.1');
    expect(fetched).toEqual([]);
  });
});

describe('RFC 9126 §3: a request object that is pushed', () => {
  const push = (form: Form) => party.post('/oauth2/par', form);

  it('is checked then, and no more needed later', async () => {
    const { status, body } = await push({ request: await sign({ state: 'inside' }) });
    expect(status).toBe(201);
    const page = await go({ request_uri: String(body.request_uri), state: 'outside' });
    expect(page.text).not.toContain('name="request" value="request=');
    expect(answerOf(await browser.signIn(page, ADMIN)).get('state')).toBe('inside');
  });

  it.each<[string, object, string]>([
    ['of another client', { iss: 'x' }, 'invalid_request_object'],
    ['with another client_id', { client_id: 'x' }, 'invalid_request_object'],
    ['with another redirect_uri', { redirect_uri: 'https://evil.example/' }, 'invalid_request'],
    ['with a request_uri', { request_uri: 'urn:ietf:params:oauth:request_uri:x' }, 'invalid_request_object'],
    ['that has expired', { exp: 1 }, 'invalid_request_object'],
  ])('%s is refused', async (_, claims, error) => {
    const { status, body } = await push({ request: await sign(claims) });
    expect([status, body.error]).toEqual([400, error]);
  });
});

describe('OpenID Connect Discovery 1.0 §3: request objects', () => {
  it('are announced as they are taken', async () => {
    expect((await party.fetch('/.well-known/openid-configuration')).body).toMatchObject({
      request_parameter_supported: true,
      request_uri_parameter_supported: true,
      require_request_uri_registration: true,
      request_object_signing_alg_values_supported: ['RS256', 'PS256', 'ES256', 'EdDSA'],
    });
  });

  it.each([false, true])('are made by openid-client as they are wanted here; pushed: %s', async (pushes) => {
    const { client, client_secret } = party;
    const execute = [oidc.allowInsecureRequests];
    const authentication = oidc.ClientSecretBasic(client_secret);
    const config = await oidc.discovery(new URL(portico.url), client.client_id, {}, authentication, {
      execute,
    });
    const [pkceCodeVerifier, expectedState] = [oidc.randomPKCECodeVerifier(), oidc.randomState()];
    const parameters = {
      redirect_uri: CALLBACK,
      scope: 'openid',
      state: expectedState,
      code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    };
    const signed = await oidc.buildAuthorizationUrlWithJAR(config, parameters, {
      key: keys.PS256.privateKey,
      kid: 'PS256',
    });
    const url = pushes ? await oidc.buildAuthorizationUrlWithPAR(config, signed.searchParams) : signed;
    expect([...url.searchParams.keys()].toSorted()).toEqual([
      'client_id',
      pushes ? 'request_uri' : 'request',
    ]);
    const back = await browser.authorize(url.href, ADMIN);
    const tokens = await oidc.authorizationCodeGrant(config, back, { pkceCodeVerifier, expectedState });
    expect(tokens.claims()?.aud).toBe(client.client_id);
  });
});
