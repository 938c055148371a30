import { createHash } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { KeyRotation } from '#libs/keys';
import { TestBrowser } from '../support/browser.js';
import { moveClock } from '../support/moved-clock.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { granted, RelyingParty } from '../support/relying-party.js';

/** Each algorithm with the hash that its `at_hash` is made by: Ed25519 is built on SHA-512. */
const ALGORITHMS = [
  ['RS256', 'sha256'],
  ['PS256', 'sha256'],
  ['ES256', 'sha256'],
  ['EdDSA', 'sha512'],
] as const;
const OFFLINE = { scope: 'openid offline_access' };

let portico: TestPortico;
let browser: TestBrowser;
let person: TestPerson;
let party: RelyingParty;

beforeAll(async () => {
  portico = await startPortico();
  browser = new TestBrowser(portico.url);
  person = await createPerson(portico, { name: 'Ada Lovelace', given_name: 'Ada', locale: 'en-GB' });
  party = await RelyingParty.register(portico);
  await party.tokens(browser, {}, person);
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => portico.close());

/** As a client does. OpenID Connect Core 1.0 §3.1.3.7 */
async function verified(id_token: string | undefined, client = party): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL(`${portico.url}/.well-known/jwks.json`));
  const expected = { issuer: portico.url, audience: client.client.client_id, typ: 'JWT' };
  return (await jwtVerify(String(id_token), keys, expected)).payload;
}

function leftHalf(hash: string, value: string | undefined): string {
  const whole = createHash(hash).update(String(value)).digest();
  return whole.subarray(0, whole.length / 2).toString('base64url');
}

describe('OpenID Connect Core 1.0 §2: the ID token', () => {
  it('says who signed in, where, for whom and how, and nothing that was not asked for', async () => {
    const { id_token } = await party.tokens(browser, {
      scope: 'openid profile email',
      nonce: 'n-0S6_WzA2Mj',
    });
    const claims = await verified(id_token);
    expect(claims).toEqual({
      iss: portico.url,
      sub: person.account.sub,
      aud: party.client.client_id,
      iat: expect.any(Number),
      exp: Number(claims.iat) + 3600,
      auth_time: expect.any(Number),
      nonce: 'n-0S6_WzA2Mj',
      acr: expect.any(String),
      amr: ['pwd'],
      sid: expect.any(String),
      at_hash: expect.any(String),
    });
    expect(Math.abs(Number(claims.iat) - Date.now() / 1000)).toBeLessThan(10);
  });

  it.each(ALGORITHMS)(
    'is signed %s as the client is registered, with the at_hash of that algorithm (§3.1.3.6)',
    async (alg, hash) => {
      const client = await RelyingParty.register(portico, { id_token_signed_response_alg: alg });
      const { id_token, access_token } = await client.tokens(browser);
      expect(decodeProtectedHeader(String(id_token))).toEqual({ alg, typ: 'JWT', kid: expect.any(String) });
      expect((await verified(id_token, client)).at_hash).toBe(leftHalf(hash, access_token));
    },
  );

  it('is signed RS256 for a client that registers nothing', async () => {
    const { id_token } = await party.tokens(browser);
    expect(decodeProtectedHeader(String(id_token)).alg).toBe('RS256');
  });

  it('has the at_hash of an opaque access token too', async () => {
    const client = await RelyingParty.register(portico, { access_token_format: 'opaque' });
    const { id_token, access_token } = await client.tokens(browser);
    expect(decodeJwt(String(id_token)).at_hash).toBe(leftHalf('sha256', access_token));
  });

  it('gives the nonce back as it was sent, whatever is in it, and none where none was sent', async () => {
    const nonce = ' ü"\\<script>&+%20 '.repeat(10);
    expect((await verified((await party.tokens(browser, { nonce })).id_token)).nonce).toBe(nonce);
    expect(await verified((await party.tokens(browser)).id_token)).not.toHaveProperty('nonce');
  });

  it('keeps auth_time and sid while the session lives, for every client', async () => {
    const other = await RelyingParty.register(portico);
    const one = decodeJwt(String((await party.tokens(browser)).id_token));
    const two = decodeJwt(String((await other.tokens(browser)).id_token));
    expect([two.auth_time, two.sid, two.sub]).toEqual([one.auth_time, one.sid, one.sub]);
  });

  it('says when the person signed in, not when the code was redeemed', async () => {
    const { auth_time } = decodeJwt(String((await party.tokens(browser)).id_token));
    moveClock(portico, 1800);
    const later = decodeJwt(String((await party.tokens(browser)).id_token));
    expect(later.auth_time).toBe(auth_time);
    expect(later.iat).toBeGreaterThanOrEqual(Number(auth_time) + 1800);
  });

  it('goes on being verified after the key was rotated, by the published keys', async () => {
    const before = (await party.tokens(browser)).id_token;
    await portico.get(KeyRotation).rotate('RS256', { immediately: true });
    const after = (await party.tokens(browser)).id_token;
    const kids = [before, after].map((token) => decodeProtectedHeader(String(token)).kid);
    expect(new Set(kids).size).toBe(2);
    expect((await verified(before)).sub).toBe((await verified(after)).sub);
  });
});

describe('OpenID Connect Core 1.0 §5.5: claims asked for by name', () => {
  const asked = (claims: object) => ({ claims: JSON.stringify(claims) });

  it('puts those of id_token into the ID token, and those of userinfo into userinfo', async () => {
    const tokens = await party.tokens(
      browser,
      asked({ id_token: { given_name: { essential: true } }, userinfo: { name: null } }),
    );
    const idToken = await verified(tokens.id_token);
    expect(idToken.given_name).toBe('Ada');
    expect(idToken).not.toHaveProperty('name');
    const { body } = await party.userinfo(tokens.access_token);
    expect(body).toEqual({ sub: person.account.sub, name: 'Ada Lovelace' });
  });

  it('leaves out what nobody knows, essential or not (§5.5.1)', async () => {
    const tokens = await party.tokens(
      browser,
      asked({ id_token: { nickname: { essential: true }, favourite_colour: null, locale: null } }),
    );
    const claims = await verified(tokens.id_token);
    expect(claims).toMatchObject({ locale: 'en-GB' });
    expect(claims).not.toHaveProperty('nickname');
    expect(claims).not.toHaveProperty('favourite_colour');
  });

  it('never lets a claim that is asked for take the place of the ID token’s own', async () => {
    const names = ['iss', 'aud', 'exp', 'nonce', 'sid', 'at_hash', 'amr'];
    const id_token = Object.fromEntries(names.map((name) => [name, { value: 'forged' }]));
    const tokens = await party.tokens(browser, { ...asked({ id_token }), nonce: 'right' });
    expect(await verified(tokens.id_token)).toMatchObject({ nonce: 'right', amr: ['pwd'] });
    expect(decodeJwt(String(tokens.id_token))).not.toContain('forged');
  });
});

describe('OpenID Connect Core 1.0 §12.2: the ID token of a refresh', () => {
  it('is about the same person, sign-in and session, is newer, and has no nonce', async () => {
    const tokens = await party.tokens(browser, { ...OFFLINE, nonce: 'first' });
    const first = await verified(tokens.id_token);
    moveClock(portico, 60);
    const refreshed = granted(await party.refresh(tokens.refresh_token));
    const second = decodeJwt(String(refreshed.id_token));
    const { nonce: _, iat, exp, at_hash, ...same } = first;
    expect(second).toMatchObject(same);
    expect(second).not.toHaveProperty('nonce');
    expect(Number(second.iat)).toBeGreaterThanOrEqual(Number(iat) + 59);
    expect(Number(second.exp)).toBe(Number(second.iat) + (Number(exp) - Number(iat)));
    expect(second.at_hash).toBe(leftHalf('sha256', refreshed.access_token));
    expect(second.at_hash).not.toBe(at_hash);
  });

  it('keeps the claims that were asked for by name', async () => {
    const claims = JSON.stringify({ id_token: { name: null } });
    const { refresh_token } = await party.tokens(browser, { ...OFFLINE, claims });
    expect(decodeJwt(String(granted(await party.refresh(refresh_token)).id_token)).name).toBe('Ada Lovelace');
  });
});
