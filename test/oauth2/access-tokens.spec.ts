import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/browser.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { type Answer, granted, RelyingParty } from '../support/relying-party.js';

const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;

let portico: TestPortico;
let browser: TestBrowser;
let person: TestPerson;
let party: RelyingParty;
let opaque: RelyingParty;
let spa: RelyingParty;
/** An API that is sent access tokens. */
let api: RelyingParty;

beforeAll(async () => {
  portico = await startPortico();
  browser = new TestBrowser(portico.url);
  person = await createPerson(portico);
  const register = (metadata = {}) => RelyingParty.register(portico, metadata);
  party = await register();
  opaque = await register({ access_token_format: 'opaque' });
  spa = await register({ token_endpoint_auth_method: 'none' });
  api = await register();
  await party.tokens(browser, {}, person);
});
afterAll(() => portico.close());

/** As a resource server does, by the published keys alone. RFC 9068 §4 */
async function verified(token: string | undefined): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL(`${portico.url}/.well-known/jwks.json`));
  const { payload } = await jwtVerify(String(token), keys, {
    issuer: portico.url,
    audience: portico.url,
    typ: 'at+jwt',
  });
  return payload;
}

function challenge({ headers }: Answer): string | null {
  return headers.get('www-authenticate');
}

describe('RFC 9068: JWT access tokens', () => {
  it.each(ALGORITHMS)(
    'are signed %s as the client is registered, and verified by the published keys',
    async (alg) => {
      const client = await RelyingParty.register(portico, { access_token_signed_response_alg: alg });
      const { access_token } = await client.tokens(browser);
      expect(decodeProtectedHeader(String(access_token))).toEqual({
        alg,
        typ: 'at+jwt',
        kid: expect.any(String),
      });
      expect((await verified(access_token)).client_id).toBe(client.client.client_id);
    },
  );

  it('hold the claims of §2.2, and no others that a resource server could take for such', async () => {
    const { access_token } = await party.tokens(browser, { scope: 'openid email' });
    const claims = await verified(access_token);
    const now = Date.now() / 1000;
    expect(claims).toEqual({
      iss: portico.url,
      sub: person.account.sub,
      aud: portico.url,
      client_id: party.client.client_id,
      iat: expect.any(Number),
      exp: Number(claims.iat) + 600,
      jti: expect.stringMatching(/^[\w-]{22,}$/),
      scope: 'openid email',
      auth_time: expect.any(Number),
      amr: ['pwd'],
      acr: expect.any(String),
      grant_id: expect.any(String),
    });
    expect(Math.abs(Number(claims.iat) - now)).toBeLessThan(10);
  });

  it('are each another one, by jti', async () => {
    const machine = () => party.token({ grant_type: 'client_credentials' });
    const ids = await Promise.all(
      [machine(), machine()].map(async (one) => decodeJwt(granted(await one).access_token ?? '').jti),
    );
    expect(new Set(ids).size).toBe(2);
  });

  it('are not accepted as ID tokens, nor ID tokens as access tokens (RFC 8725 §3.11)', async () => {
    const { id_token } = await party.tokens(browser);
    expect((await party.userinfo(id_token)).status).toBe(401);
    expect((await party.introspect(id_token)).body).toEqual({ active: false });
    await expect(verified(id_token)).rejects.toThrow('typ');
  });

  it('are for the admin API alone when they hold only its scopes', async () => {
    const admin = await RelyingParty.register(portico, { scope: 'admin:read' });
    const { access_token } = granted(
      await admin.token({ grant_type: 'client_credentials', scope: 'admin:read' }),
    );
    expect(decodeJwt(String(access_token)).aud).toBe(`${portico.url}/admin/v1`);
    await expect(verified(access_token)).rejects.toThrow('aud');
  });
});

describe('Opaque access tokens', () => {
  it('say nothing to who holds them', async () => {
    const { access_token } = await opaque.tokens(browser);
    expect(access_token).toMatch(/^[\w-]{43}$/);
    expect((await opaque.userinfo(access_token)).body.sub).toBe(person.account.sub);
  });
});

describe('RFC 6750 §3: what a protected resource answers', () => {
  it('no token: a challenge without an error code (§3.1)', async () => {
    const answer = await party.fetch('/oauth2/userinfo');
    expect([answer.status, challenge(answer)]).toEqual([401, 'Bearer realm="Portico"']);
  });

  it.each(['unknown', 'un.kno.wn', 'a b', '"quoted"'])('a bad token (%s): invalid_token', async (token) => {
    const answer = await party.userinfo(token);
    const why = 'the access token is unknown, expired or revoked';
    expect([answer.status, answer.body.error]).toEqual([401, 'invalid_token']);
    expect(challenge(answer)).toBe(
      `Bearer realm="Portico", error="invalid_token", error_description="${why}"`,
    );
  });

  it('a token without openid: insufficient_scope, and which scope is needed', async () => {
    const { access_token } = await party.tokens(browser, { scope: 'email' });
    const answer = await party.userinfo(access_token);
    expect([answer.status, answer.body.error]).toEqual([403, 'insufficient_scope']);
    expect(challenge(answer)).toMatch(/^Bearer .*error="insufficient_scope".*scope="openid"$/);
  });

  it('a token in two places (§2): invalid_request, with a challenge', async () => {
    const { access_token } = await party.tokens(browser);
    const body = new URLSearchParams({ access_token: String(access_token) });
    const answer = await party.userinfo(access_token, { method: 'POST', body });
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_request']);
    expect(challenge(answer)).toMatch(/^Bearer .*error="invalid_request"/);
  });

  it('a repeated access_token: invalid_request, with a challenge', async () => {
    const body = new URLSearchParams([
      ['access_token', 'a'],
      ['access_token', 'b'],
    ]);
    const answer = await party.fetch('/oauth2/userinfo', { method: 'POST', body });
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_request']);
    expect(challenge(answer)).toMatch(/^Bearer .*error="invalid_request"/);
  });

  it('takes the token from the header in any case of Bearer, or from a form, never from the URL (§2.3)', async () => {
    const { access_token } = await party.tokens(browser);
    const body = new URLSearchParams({ access_token: String(access_token) });
    const ways = [
      party.fetch('/oauth2/userinfo', { headers: { authorization: `bEARER ${access_token}` } }),
      party.userinfo(access_token, { method: 'POST' }),
      party.fetch('/oauth2/userinfo', { method: 'POST', body }),
      party.fetch(`/oauth2/userinfo?access_token=${access_token}`),
    ];
    expect((await Promise.all(ways)).map(({ status }) => status)).toEqual([200, 200, 200, 401]);
  });

  it('never keeps an answer in a cache', async () => {
    const { access_token } = await party.tokens(browser);
    for (const token of [access_token, 'bad']) {
      expect((await party.userinfo(token)).headers.get('cache-control')).toBe('no-store');
    }
  });
});

describe('RFC 7662: introspection', () => {
  it.each(['jwt', 'opaque'])(
    'tells any client that authenticates about an access token (%s)',
    async (format) => {
      const client = format === 'jwt' ? party : opaque;
      const { access_token } = await client.tokens(browser, { scope: 'openid email' });
      const answer = await api.introspect(access_token);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.body).toEqual({
        active: true,
        token_type: 'Bearer',
        client_id: client.client.client_id,
        sub: person.account.sub,
        scope: 'openid email',
        iss: portico.url,
        aud: portico.url,
        iat: expect.any(Number),
        exp: Number(answer.body.iat) + 600,
        grant_id: expect.any(String),
        ...(format === 'jwt' && { jti: decodeJwt(String(access_token)).jti }),
      });
    },
  );

  it('tells about a refresh token only to the client that holds it', async () => {
    const { refresh_token } = await party.tokens(browser, { scope: 'openid offline_access' });
    const { body } = await party.introspect(refresh_token);
    expect(body).toEqual({
      active: true,
      client_id: party.client.client_id,
      sub: person.account.sub,
      scope: 'openid offline_access',
      iss: portico.url,
      iat: expect.any(Number),
      exp: Number(body.iat) + 14 * 86_400,
      grant_id: expect.any(String),
    });
    expect((await api.introspect(refresh_token)).body).toEqual({ active: false });
  });

  it('calls a rotated refresh token inactive', async () => {
    const { refresh_token } = await party.tokens(browser, { scope: 'openid offline_access' });
    await party.refresh(refresh_token);
    expect((await party.introspect(refresh_token)).body).toEqual({ active: false });
  });

  it('says of every other text only that it is no good (§2.2)', async () => {
    const code = (await party.code(browser)).code;
    for (const token of ['unknown', 'a.b.c', '..', code, 'ü', ' ', 'x'.repeat(16_000)]) {
      const { status, body } = await party.introspect(token);
      expect([status, body]).toEqual([200, { active: false }]);
    }
  });

  it('needs no token_type_hint, and is not misled by a wrong one (§2.1)', async () => {
    const { access_token } = await party.tokens(browser);
    for (const token_type_hint of ['refresh_token', 'access_token', 'nonsense']) {
      expect((await party.introspect(access_token, { token_type_hint })).body.active).toBe(true);
    }
  });

  it('is for clients that authenticate: a public client is refused (§2.1)', async () => {
    const { access_token } = await spa.tokens(browser);
    const answer = await spa.introspect(access_token);
    expect([answer.status, answer.body.error]).toEqual([401, 'invalid_client']);
  });

  it('is refused without a token', async () => {
    const answer = await party.introspect(undefined);
    expect([answer.status, answer.body]).toMatchObject([
      400,
      { error: 'invalid_request', error_description: 'token is missing' },
    ]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});

describe('RFC 7009: revocation', () => {
  it.each(['jwt', 'opaque'])('ends an access token (%s) and leaves the grant as it is', async (format) => {
    const client = format === 'jwt' ? party : opaque;
    const tokens = await client.tokens(browser, { scope: 'openid offline_access' });
    const answer = await client.revoke(tokens.access_token);
    expect([answer.status, answer.text, answer.headers.get('cache-control')]).toEqual([200, '', 'no-store']);
    expect((await client.userinfo(tokens.access_token)).status).toBe(401);
    expect((await client.refresh(tokens.refresh_token)).status).toBe(200);
  });

  it('ends with a refresh token all that its grant gave (§2.1)', async () => {
    const tokens = await party.tokens(browser, { scope: 'openid offline_access' });
    expect((await party.revoke(tokens.refresh_token)).status).toBe(200);
    expect((await party.userinfo(tokens.access_token)).status).toBe(401);
    expect((await party.refresh(tokens.refresh_token)).body.error).toBe('invalid_grant');
  });

  it('ends the whole grant with a refresh token that was rotated already', async () => {
    const tokens = await party.tokens(browser, { scope: 'openid offline_access' });
    const next = granted(await party.refresh(tokens.refresh_token));
    await party.revoke(tokens.refresh_token);
    expect((await party.refresh(next.refresh_token)).body.error).toBe('invalid_grant');
  });

  it('ends one grant of a person, not their others', async () => {
    const [one, two] = [await party.tokens(browser), await party.tokens(browser)];
    await party.revoke(one.access_token);
    expect((await party.userinfo(two.access_token)).status).toBe(200);
  });

  it('is open to public clients', async () => {
    const { access_token } = await spa.tokens(browser);
    expect((await spa.revoke(access_token)).status).toBe(200);
    expect((await spa.userinfo(access_token)).status).toBe(401);
  });

  it('calls an unknown token no error: it is as good as revoked (§2.2)', async () => {
    for (const token of ['unknown', 'a.b.c', 'ü']) {
      expect((await party.revoke(token)).status).toBe(200);
    }
  });

  it('refuses a token of another client, and lets it live (§2.1)', async () => {
    const tokens = await party.tokens(browser, { scope: 'openid offline_access' });
    for (const token of [tokens.access_token, tokens.refresh_token]) {
      const answer = await api.revoke(token);
      expect([answer.status, answer.body.error]).toEqual([400, 'invalid_grant']);
    }
    expect((await party.userinfo(tokens.access_token)).status).toBe(200);
    expect((await party.refresh(tokens.refresh_token)).status).toBe(200);
  });

  it('needs no token_type_hint, and is not misled by a wrong one', async () => {
    const tokens = await party.tokens(browser, { scope: 'openid offline_access' });
    await party.revoke(tokens.refresh_token, { token_type_hint: 'access_token' });
    expect((await party.refresh(tokens.refresh_token)).body.error).toBe('invalid_grant');
  });

  it('is refused without a token', async () => {
    const answer = await party.revoke(undefined);
    expect([answer.status, answer.body.error_description]).toEqual([400, 'token is missing']);
  });
});
