import { createHash } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SessionClients } from '#libs/sessions';
import { answerOf, shown } from '../support/authorize.js';
import { TestBrowser, type Visited } from '../support/browser.js';
import {
  askWithNonce,
  FRONT_CHANNEL_TYPES,
  HYBRID_TYPES,
  received,
  registerForAll,
  verifiedIdToken,
  WITH_ID_TOKEN,
} from '../support/front-channel.js';
import { moveClock } from '../support/moved-clock.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { type Form, granted, type RelyingParty } from '../support/relying-party.js';

/** Each algorithm with the hash that its `at_hash` and `c_hash` are made by: Ed25519 is built on SHA-512. */
const ALGORITHMS = [
  ['RS256', 'sha256'],
  ['PS256', 'sha256'],
  ['ES256', 'sha256'],
  ['EdDSA', 'sha512'],
] as const;
const HOSTILE = `"'><script>&access_token=forged#access_token=forged&amp;%26=+ ä\u2028`;
const OWN_CLAIMS = ['iss', 'sub', 'aud', 'iat', 'exp', 'auth_time', 'amr', 'acr', 'sid', 'nonce'];
const TOKEN_MEMBERS = ['access_token', 'token_type', 'expires_in', 'scope'];

let portico: TestPortico;
let person: TestPerson;
let party: RelyingParty;
let browser: TestBrowser;

beforeAll(async () => {
  portico = await startPortico();
  person = await createPerson(portico, { name: 'Ada Lovelace', locale: 'en-GB' });
  party = await registerForAll(portico);
});
afterAll(() => portico.close());
beforeEach(async () => {
  browser = new TestBrowser(portico.url);
  await party.authorize(browser, {}, person);
});
afterEach(() => vi.restoreAllMocks());

const ask = (response_type: string, changes: Form = {}, by = party): Promise<Visited> =>
  askWithNonce(portico, browser, by, response_type, changes);
const verified = (id_token: string | undefined, by = party) => verifiedIdToken(portico, by, id_token);
const redeem = (code: string | undefined, by = party) => by.token({ grant_type: 'authorization_code', code });
const isGood = async (access_token: string | undefined, by = party) =>
  (await by.userinfo(access_token)).status === 200;

/** The names of what a response type brings. */
function membersOf(type: string): string[] {
  const parts = type.split(' ');
  return [
    ...(parts.includes('code') ? ['code'] : []),
    ...(parts.includes('token') ? TOKEN_MEMBERS : []),
    ...(parts.includes('id_token') ? ['id_token'] : []),
    'state',
    'iss',
  ];
}

function leftHalf(hash: string, value: string | undefined): string {
  const whole = createHash(hash).update(String(value)).digest();
  return whole.subarray(0, whole.length / 2).toString('base64url');
}

describe('OpenID Connect Core 1.0 §3.2.2.5 and §3.3.2.5: the answer', () => {
  it.each(FRONT_CHANNEL_TYPES)(
    '%s: comes by fragment, with what was asked for, state and iss, and nothing else [oidcc-server]',
    async (type) => {
      const page = await ask(type, { state: HOSTILE });
      expect(page.status).toBe(302);
      expect(page.location).toMatch(/^https:\/\/client\.example\/callback#[^#]+$/);
      expect([...answerOf(page).keys()]).toEqual(membersOf(type));
      expect(received(page)).toMatchObject({
        state: HOSTILE,
        iss: portico.url,
        ...(type.includes(' token') && { token_type: 'Bearer', expires_in: '600', scope: 'openid' }),
      });
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    },
  );

  it.each(FRONT_CHANNEL_TYPES)('%s: comes by form_post where that is asked for', async (type) => {
    const page = await ask(type, { state: HOSTILE, response_mode: 'form_post' });
    expect(page.status).toBe(200);
    expect(Object.keys(received(page))).toEqual(membersOf(type));
    expect(received(page)).toMatchObject({ state: HOSTILE, iss: portico.url });
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'nonce-[\w-]+'/);
  });

  it('keeps the query that the redirect_uri has', async () => {
    const withQuery = await registerForAll(portico, { redirect_uris: ['https://client.example/cb?a=b'] });
    const { location } = await ask('code id_token', {}, withQuery);
    expect(location).toMatch(/^https:\/\/client\.example\/cb\?a=b#code=/);
  });

  it.each([
    ['token id_token', 'id_token token'],
    ['id_token code', 'code id_token'],
    ['token id_token code', 'code id_token token'],
  ])('is the same for %j as for %j (RFC 6749 §3.1.1)', async (words, type) => {
    const page = await ask(words, { state: 's' });
    expect([...answerOf(page).keys()]).toEqual(membersOf(type));
  });

  it('comes after the pages, where the person has something to do', async () => {
    const careful = await registerForAll(portico, { require_consent: true });
    browser = new TestBrowser(portico.url);
    const signIn = await ask('code id_token token', {}, careful);
    expect(shown(signIn)).toBe('sign-in');
    const consent = await browser.signIn(signIn, person);
    expect(shown(consent)).toBe('consent');
    const page = await browser.submit(consent, 'consent-allow');
    expect(page.location).toMatch(/callback#code=/);
    expect(received(page)).toHaveProperty('id_token');
  });
});

describe('OpenID Connect Core 1.0 §3.2.2.10 and §3.3.2.11: the ID token', () => {
  it.each(WITH_ID_TOKEN)(
    '%s: holds at_hash and c_hash for what comes with it [oidcc-server]',
    async (type) => {
      const { id_token } = received(await ask(type));
      const hashes = [
        ...(type.includes(' token') ? ['at_hash'] : []),
        ...(type.includes('code') ? ['c_hash'] : []),
      ];
      const claims = await verified(id_token);
      expect(Object.keys(claims).toSorted()).toEqual([...OWN_CLAIMS, ...hashes].toSorted());
      expect(claims).toMatchObject({ sub: person.account.sub, nonce: 'n-0S6_WzA2Mj', amr: ['pwd'] });
    },
  );

  it.each(ALGORITHMS)(
    '%s: is signed so, with the hashes of that algorithm [oidcc-idtoken-signature]',
    async (alg, hash) => {
      const client = await registerForAll(portico, { id_token_signed_response_alg: alg });
      const { code, access_token, id_token } = received(await ask('code id_token token', {}, client));
      expect(decodeProtectedHeader(String(id_token))).toEqual({ alg, typ: 'JWT', kid: expect.any(String) });
      expect(await verified(id_token, client)).toMatchObject({
        c_hash: leftHalf(hash, code),
        at_hash: leftHalf(hash, access_token),
      });
    },
  );

  it('has the at_hash of an opaque access token too', async () => {
    const client = await registerForAll(portico, { access_token_format: 'opaque' });
    const { access_token, id_token } = received(await ask('id_token token', {}, client));
    expect((await verified(id_token, client)).at_hash).toBe(leftHalf('sha256', access_token));
    expect(await isGood(access_token, client)).toBe(true);
  });

  it('knows the person by the subject of the client’s sector (§8)', async () => {
    const client = await registerForAll(portico, { subject_type: 'pairwise' });
    const { access_token, id_token } = received(await ask('id_token token', {}, client));
    const { sub } = await verified(id_token, client);
    expect(sub).not.toBe(person.account.sub);
    expect((await client.userinfo(access_token)).body.sub).toBe(sub);
    expect(decodeJwt(String(access_token)).sub).toBe(sub);
  });

  it('will do as id_token_hint [oidcc-id-token-hint]', async () => {
    const { id_token } = received(await ask('id_token'));
    const page = await ask('id_token', { id_token_hint: id_token, prompt: 'none' });
    expect(decodeJwt(String(received(page).id_token)).sub).toBe(person.account.sub);
  });

  it('makes the client one of those that are told when the session ends', async () => {
    const client = await registerForAll(portico, { response_types: ['id_token'], grant_types: ['implicit'] });
    const { id_token } = received(await ask('id_token', {}, client));
    const { sid } = decodeJwt(String(id_token));
    expect(await portico.get(SessionClients).of(String(sid))).toContain(client.client.client_id);
  });
});

describe('OpenID Connect Core 1.0 §5.4 and §5.5: where the claims are', () => {
  const scope = 'openid profile email';

  it('in the ID token when it comes alone: there is no access token to ask with [oidcc-scope-all]', async () => {
    const claims = await verified(received(await ask('id_token', { scope })).id_token);
    expect(claims).toMatchObject({ name: 'Ada Lovelace', email: person.email, email_verified: false });
  });

  it('in userinfo when an access token comes with it', async () => {
    const { access_token, id_token } = received(await ask('id_token token', { scope }));
    expect(await verified(id_token)).not.toHaveProperty('email');
    expect((await party.userinfo(access_token)).body).toMatchObject({ email: person.email });
  });

  it.each(['id_token', 'id_token token'])(
    '%s: those asked for by name are in the ID token [oidcc-claims-essential]',
    async (type) => {
      const claims = JSON.stringify({ id_token: { name: { essential: true } } });
      const { id_token } = received(await ask(type, { claims }));
      expect(await verified(id_token)).toMatchObject({ name: 'Ada Lovelace' });
    },
  );

  it('never in an ID token beside a code: the one of the token endpoint has them (§3.3.3.6)', async () => {
    const claims = JSON.stringify({ id_token: { name: null }, userinfo: { locale: null } });
    const { code, id_token } = received(await ask('code id_token', { claims, scope }));
    expect(Object.keys(await verified(id_token)).toSorted()).toEqual([...OWN_CLAIMS, 'c_hash'].toSorted());
    const tokens = granted(await redeem(code));
    expect(await verified(tokens.id_token)).toMatchObject({ name: 'Ada Lovelace' });
    expect((await party.userinfo(tokens.access_token)).body).toMatchObject({ locale: 'en-GB' });
  });

  it('nowhere, when userinfo is asked for and nothing to ask it with', async () => {
    const claims = JSON.stringify({ userinfo: { name: null } });
    expect(received(await ask('id_token', { claims }))).toMatchObject({ error: 'invalid_request' });
    expect(received(await ask('id_token token', { claims }))).toHaveProperty('access_token');
  });
});

describe('OpenID Connect Core 1.0 §3.2.2.1: what the request must hold', () => {
  it.each(WITH_ID_TOKEN)(
    '%s: a nonce, and its absence is told by fragment [oidcc-ensure-request-without-nonce-fails]',
    async (type) => {
      const page = await ask(type, { nonce: undefined, state: 's' });
      expect(page.location).toMatch(/callback#error=invalid_request&/);
      expect(received(page)).toMatchObject({
        state: 's',
        error_description: expect.stringContaining('nonce'),
      });
      expect(received(await ask(type, { nonce: '' }))).toMatchObject({ error: 'invalid_request' });
    },
  );

  it('code token: none [oidcc-ensure-request-without-nonce-succeeds-for-code-flow]', async () => {
    const { code, access_token } = received(await ask('code token', { nonce: undefined }));
    expect(await isGood(access_token)).toBe(true);
    expect(await verified(granted(await redeem(code)).id_token)).not.toHaveProperty('nonce');
  });

  it.each(WITH_ID_TOKEN)('%s: scope openid', async (type) => {
    for (const scope of ['profile', undefined]) {
      const page = await ask(type, { scope });
      expect(received(page)).toMatchObject({ error: 'invalid_request' });
      expect(page.location).toMatch(/callback#/);
    }
  });

  it('no more of offline_access than a code can give (§11)', async () => {
    const scope = 'openid offline_access';
    expect(received(await ask('id_token token', { scope })).scope).toBe('openid');
    const { code, ...answer } = received(await ask('code id_token token', { scope }));
    expect(answer.scope).toBe(scope);
    expect(answer).not.toHaveProperty('refresh_token');
    expect(granted(await redeem(code))).toHaveProperty('refresh_token');
  });
});

describe('OpenID Connect Core 1.0 §3.1.2.1: how the person is asked', () => {
  it.each(FRONT_CHANNEL_TYPES)(
    '%s: prompt=none answers who is signed in, and login_required where nobody is [oidcc-prompt-none-logged-in]',
    async (type) => {
      expect(Object.keys(received(await ask(type, { prompt: 'none' })))).not.toContain('error');
      browser = new TestBrowser(portico.url);
      const page = await ask(type, { prompt: 'none', state: 's' });
      expect(page.location).toMatch(/callback#error=login_required&/);
      expect(received(page)).toMatchObject({ state: 's', iss: portico.url });
    },
  );

  it('max_age: auth_time is later after it ran out [oidcc-max-age-1]', async () => {
    const first = decodeJwt(String(received(await ask('id_token')).id_token));
    moveClock(portico, 10);
    const again = await ask('id_token', { max_age: '1' });
    expect(shown(again)).toBe('password again');
    const page = await browser.submit(again, 'sign-in-submit', { password: person.password });
    const second = decodeJwt(String(received(page).id_token));
    expect(Number(second.auth_time)).toBeGreaterThan(Number(first.auth_time));
    expect(second.sub).toBe(first.sub);
  });

  it('a no is told by fragment', async () => {
    const careful = await registerForAll(portico, { require_consent: true });
    expect(received(await ask('id_token', { prompt: 'none' }, careful))).toMatchObject({
      error: 'consent_required',
    });
    const page = await browser.submit(await ask('id_token', { state: 's' }, careful), 'consent-deny');
    expect(page.location).toMatch(/callback#error=access_denied&/);
    expect(received(page)).toMatchObject({ state: 's', iss: portico.url });
  });
});

describe('OpenID Connect Core 1.0 §3.3.3: the code that came with tokens', () => {
  it.each(HYBRID_TYPES)(
    '%s: gives an ID token of the same person, sign-in and nonce (§3.3.3.6) [oidcc-server]',
    async (type) => {
      const { code, id_token } = received(await ask(type));
      const tokens = granted(await redeem(code));
      const claims = await verified(tokens.id_token);
      expect(claims).toMatchObject({
        nonce: 'n-0S6_WzA2Mj',
        at_hash: leftHalf('sha256', tokens.access_token),
      });
      expect(claims).not.toHaveProperty('c_hash');
      if (id_token === undefined) return;
      const names = ['iss', 'sub', 'aud', 'auth_time', 'acr', 'sid', 'nonce'];
      const front = await verified(id_token);
      for (const name of names) expect(claims[name], name).toBe(front[name]);
    },
  );

  it.each(['jwt', 'opaque'])(
    'ends every token of its grant when it comes again, the one of the browser too (%s) [oidcc-codereuse]',
    async (access_token_format) => {
      const client = await registerForAll(portico, { access_token_format });
      const { code, access_token: front } = received(await ask('code id_token token', {}, client));
      const { access_token: back } = granted(await redeem(code, client));
      expect([await isGood(front, client), await isGood(back, client)]).toEqual([true, true]);
      expect((await redeem(code, client)).body.error).toBe('invalid_grant');
      expect([await isGood(front, client), await isGood(back, client)]).toEqual([false, false]);
    },
  );

  it('ends them 30 seconds later as well [oidcc-codereuse-30seconds]', async () => {
    const { code, access_token: front } = received(await ask('code token'));
    granted(await redeem(code));
    moveClock(portico, 30);
    expect((await redeem(code)).body.error).toBe('invalid_grant');
    expect(await isGood(front)).toBe(false);
  });

  it('is of the same grant as the access token', async () => {
    const { code, access_token } = received(await ask('code token'));
    const tokens = granted(await redeem(code));
    expect(decodeJwt(String(access_token)).grant_id).toBe(decodeJwt(String(tokens.access_token)).grant_id);
    await party.revoke(tokens.access_token);
    expect(await isGood(access_token)).toBe(true);
  });
});

describe('RFC 7636 §4.4.1, RFC 9700 §2.1.1: PKCE', () => {
  const verifier = 'v'.repeat(43);
  const pkce = {
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };

  it.each(HYBRID_TYPES)('%s: is required as for code, of a public client above all', async (type) => {
    for (const metadata of [{ token_endpoint_auth_method: 'none' }, {}]) {
      const client = await registerForAll(portico, { require_pkce: null, ...metadata });
      const refused = await ask(type, {}, client);
      expect(refused.location).toMatch(/callback#error=invalid_request&/);
      expect(received(refused).error_description).toContain('code_challenge');
      const { code } = received(await ask(type, pkce, client));
      expect((await redeem(code, client)).body.error).toBe('invalid_grant');
      const form = { grant_type: 'authorization_code', code, code_verifier: verifier };
      granted(await client.token(form));
    }
  });

  it.each(['id_token', 'id_token token'])('%s: has no code to bind', async (type) => {
    const client = await registerForAll(portico, { require_pkce: null, token_endpoint_auth_method: 'none' });
    for (const changes of [{}, pkce]) {
      expect(received(await ask(type, changes, client))).toHaveProperty('id_token');
    }
    const plain = { code_challenge: verifier, code_challenge_method: 'plain' };
    expect(received(await ask(type, plain, client))).toMatchObject({ error: 'invalid_request' });
  });
});
