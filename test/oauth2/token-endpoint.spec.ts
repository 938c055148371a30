import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ClientService } from '#libs/clients';
import { ChangeFeed, Database } from '#libs/storage';
import { TestBrowser } from '../support/browser.js';
import { moveClock } from '../support/moved-clock.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { type Answer, type Form, granted, RelyingParty } from '../support/relying-party.js';

const URI_1 = 'https://client.example/callback';
const URI_2 = 'https://client.example/other';

let portico: TestPortico;
let browser: TestBrowser;
let party: RelyingParty;
let other: RelyingParty;
let publicParty: RelyingParty;
/** Without PKCE, as an administrator may relax it for one client. */
let relaxed: RelyingParty;
let relaxedWithTwoUris: RelyingParty;

beforeAll(async () => {
  portico = await startPortico();
  browser = new TestBrowser(portico.url);
  const register = (metadata = {}) => RelyingParty.register(portico, metadata);
  party = await register();
  other = await register();
  publicParty = await register({ token_endpoint_auth_method: 'none' });
  relaxed = await register({ require_pkce: false });
  relaxedWithTwoUris = await register({ require_pkce: false, redirect_uris: [URI_1, URI_2] });
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => portico.close());

function refused({ status, body }: Answer): unknown[] {
  return [status, body.error, body.error_description];
}

describe('RFC 6749 §5.1: a successful response', () => {
  it('is JSON that no cache keeps, with exactly the members of the specification', async () => {
    const answer = await party.redeem(await party.code(browser, { scope: 'openid offline_access' }));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body).toEqual({
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'openid offline_access',
      refresh_token: expect.stringMatching(/^[\w-]{43}$/),
      id_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    });
  });

  it('gives an ID token only with openid, and a refresh token only with offline_access', async () => {
    const plain = await party.tokens(browser, { scope: 'profile' });
    expect(Object.keys(plain).toSorted()).toEqual(['access_token', 'expires_in', 'scope', 'token_type']);
  });

  it('gives no refresh token to a client that is not registered for refreshing', async () => {
    const codeOnly = await RelyingParty.register(portico, { grant_types: ['authorization_code'] });
    const tokens = await codeOnly.tokens(browser, { scope: 'openid offline_access' });
    expect(tokens).not.toHaveProperty('refresh_token');
    expect(tokens.scope).toBe('openid');
  });

  it('leaves scope out where nothing was asked for: an empty one has no grammar (§3.3)', async () => {
    const { body } = await party.token({ grant_type: 'client_credentials' });
    expect(body).not.toHaveProperty('scope');
    expect(decodeJwt(String(body.access_token))).not.toHaveProperty('scope');
  });
});

describe('RFC 6749 §4.1: the plainest flow, of a client for which an administrator relaxed PKCE', () => {
  it.each(['none', 'client_secret_basic'])(
    '%s: no challenge, no state, no nonce, no redirect_uri at the token endpoint',
    async (token_endpoint_auth_method) => {
      const plain = await RelyingParty.register(portico, { token_endpoint_auth_method, require_pkce: false });
      const code = (await plain.authorize(browser)).get('code') ?? '';
      const { status, body } = await plain.token({ grant_type: 'authorization_code', code });
      expect([status, body.error]).toEqual([200, undefined]);
      expect(body).toMatchObject({ token_type: 'Bearer', id_token: expect.any(String) });
    },
  );
});

describe('RFC 6749 §5.2: an error response', () => {
  const CODE = { grant_type: 'authorization_code' };
  it.each<[string, Form, number, string, string]>([
    ['no grant_type', {}, 400, 'invalid_request', 'grant_type is missing'],
    [
      'a grant_type twice',
      { grant_type: ['refresh_token', 'refresh_token'] },
      400,
      'invalid_request',
      'grant_type must not be repeated',
    ],
    [
      'a grant_type that nobody knows',
      { grant_type: 'password' },
      400,
      'unsupported_grant_type',
      'grant_type is not supported',
    ],
    [
      'a grant_type named as a property of objects',
      { grant_type: '__proto__' },
      400,
      'unsupported_grant_type',
      'grant_type is not supported',
    ],
    ['no code', CODE, 400, 'invalid_request', 'code is missing'],
    ['an empty code (§3.1)', { ...CODE, code: '' }, 400, 'invalid_request', 'code is missing'],
    ['a code twice', { ...CODE, code: ['a', 'b'] }, 400, 'invalid_request', 'code must not be repeated'],
    [
      'a code that was never issued',
      { ...CODE, code: 'x'.repeat(43) },
      400,
      'invalid_grant',
      'code is unknown',
    ],
    ['no refresh_token', { grant_type: 'refresh_token' }, 400, 'invalid_request', 'refresh_token is missing'],
    [
      'a refresh_token that was never issued',
      { grant_type: 'refresh_token', refresh_token: 'x' },
      400,
      'invalid_grant',
      'refresh_token is unknown',
    ],
    [
      'a scope with a character that it may not hold',
      { grant_type: 'client_credentials', scope: 'a"b' },
      400,
      'invalid_scope',
      'scope holds a character that it may not',
    ],
    [
      'a scope that the client may not have',
      { grant_type: 'client_credentials', scope: 'api' },
      400,
      'invalid_scope',
      'scope asks for what this client may not have',
    ],
    [
      'a client_id that is not the one which authenticated',
      { ...CODE, client_id: 'somebody-else' },
      400,
      'invalid_request',
      'client_id is not that of the authentication',
    ],
    [
      'two authentication methods (§2.3)',
      { ...CODE, client_secret: 'x' },
      400,
      'invalid_request',
      'use one client authentication method, not several',
    ],
  ])('answers %s', async (_, form, ...expected) => {
    const answer = await party.token(form);
    expect(refused(answer)).toEqual(expected);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.body.error_uri).toMatch(/^urn:portico:refusal:[0-9A-Z]{8}$/);
  });

  it('is 401 with a challenge when Basic authentication fails', async () => {
    const answer = await party.token(CODE, { headers: { authorization: party.basic('wrong') } });
    expect(refused(answer)).toEqual([401, 'invalid_client', 'client authentication failed']);
    expect(answer.headers.get('www-authenticate')).toBe(
      'Basic realm="Portico", error="invalid_client", error_description="client authentication failed"',
    );
  });

  it.each(['unknown', 'disabled', 'registered for another method'])(
    'says the same to a client that is %s as to one whose secret is wrong',
    async (kind) => {
      const disabled = await RelyingParty.register(portico, { status: 'disabled' });
      const authorization = {
        unknown: `Basic ${btoa('nobody:nothing')}`,
        disabled: disabled.basic(),
        'registered for another method': publicParty.basic('guessed'),
      }[kind];
      const answer = await party.token(CODE, { headers: { authorization: String(authorization) } });
      expect(refused(answer)).toEqual([401, 'invalid_client', 'client authentication failed']);
    },
  );

  it('is unauthorized_client for a grant that the client is not registered for', async () => {
    const codeOnly = await RelyingParty.register(portico, { grant_types: ['authorization_code'] });
    const answer = await codeOnly.token({ grant_type: 'client_credentials' });
    expect(refused(answer)).toEqual([
      400,
      'unauthorized_client',
      'the client is not registered for this grant_type',
    ]);
  });

  it('accepts an id and a secret that were form-urlencoded before base64 (§2.3.1)', async () => {
    const client_id = 'id with %, + and : ü'.replaceAll(/[^\x21-\x7e]/g, '_');
    const { client_secret } = await portico
      .get(ClientService)
      .create(
        { redirect_uris: [URI_1], grant_types: ['authorization_code', 'client_credentials'] },
        { actor: 'system' },
        { client_id },
      );
    const encode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
    const answer = await party.fetch('/oauth2/token', {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${encode(client_id)}:${encode(String(client_secret))}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    expect(answer.status).toBe(200);
  });
});

describe('RFC 6749 §4.1.3: the code', () => {
  it('is refused to another client, and stays good for its own', async () => {
    const code = await party.code(browser);
    const theirs = await other.redeem(code);
    expect(refused(theirs)).toEqual([400, 'invalid_grant', 'code was issued to another client']);
    expect((await party.redeem(code)).status).toBe(200);
  });

  it('is refused with another redirect_uri, and stays good', async () => {
    const code = await party.code(browser);
    for (const redirect_uri of [`${URI_1}/`, `${URI_1}?`, URI_1.toUpperCase(), URI_2]) {
      const answer = await party.redeem(code, { redirect_uri });
      expect(refused(answer)).toEqual([
        400,
        'invalid_grant',
        'redirect_uri is not the one of the authorization request',
      ]);
    }
    expect((await party.redeem(code)).status).toBe(200);
  });

  it('needs no redirect_uri when PKCE binds it', async () => {
    const code = await party.code(browser);
    expect((await party.redeem(code, { redirect_uri: undefined })).status).toBe(200);
  });

  it.each([
    ['one redirect_uri', () => relaxed, 200],
    ['two redirect_uris', () => relaxedWithTwoUris, 400],
  ])(
    'without PKCE needs its redirect_uri unless there is only one: a client with %s',
    async (_, client, status) => {
      const code = (await client().authorize(browser)).get('code');
      const answer = await client().token({ grant_type: 'authorization_code', code: code ?? '' });
      expect(answer.status).toBe(status);
      if (status === 400) {
        expect(refused(answer)).toEqual([400, 'invalid_request', 'redirect_uri is missing']);
        expect(
          (await client().token({ grant_type: 'authorization_code', code: code ?? '', redirect_uri: URI_1 }))
            .status,
        ).toBe(200);
      }
    },
  );

  it('lives for 60 seconds', async () => {
    const [first, second] = [await party.code(browser), await party.code(browser)];
    moveClock(portico, 58);
    expect((await party.redeem(first)).status).toBe(200);
    moveClock(portico, 61);
    expect(refused(await party.redeem(second))).toEqual([400, 'invalid_grant', 'code has expired']);
  });

  it('is good once: its replay is refused, and ends what it gave (§4.1.2)', async () => {
    const code = await party.code(browser, { scope: 'openid offline_access' });
    const tokens = granted(await party.redeem(code));
    expect((await party.userinfo(tokens.access_token)).status).toBe(200);
    const replay = await party.redeem(code);
    expect(refused(replay)).toEqual([
      400,
      'invalid_grant',
      'code was already used; the tokens that it gave are revoked',
    ]);
    expect((await party.userinfo(tokens.access_token)).status).toBe(401);
    expect((await party.introspect(tokens.access_token)).body).toEqual({ active: false });
    expect((await party.refresh(tokens.refresh_token)).body.error).toBe('invalid_grant');
  });

  it('ends nothing when the one who replays it can not prove to be its client', async () => {
    const code = await party.code(browser);
    const { access_token } = granted(await party.redeem(code));
    await other.redeem(code);
    await party.redeem(code, { code_verifier: 'x'.repeat(43) });
    await party.redeem(code, { redirect_uri: URI_2 });
    expect((await party.userinfo(access_token)).status).toBe(200);
  });

  it('ends what it gave when it is replayed long after its 60 seconds', async () => {
    const code = await party.code(browser, { scope: 'openid offline_access' });
    const { refresh_token } = granted(await party.redeem(code));
    moveClock(portico, 86_400);
    await party.redeem(code);
    expect((await party.refresh(refresh_token)).body.error).toBe('invalid_grant');
  });
});

describe('RFC 7636 §4.6: the code_verifier', () => {
  it.each<[string, Form, string]>([
    ['missing', { code_verifier: undefined }, 'code_verifier is missing'],
    ['another', { code_verifier: 'x'.repeat(43) }, 'code_verifier does not fit the code_challenge'],
    ['too short', { code_verifier: 'x'.repeat(42) }, 'code_verifier does not fit the code_challenge'],
    ['too long', { code_verifier: 'x'.repeat(129) }, 'code_verifier does not fit the code_challenge'],
  ])(
    'is refused when it is %s, for a public client and a confidential one; the code stays good',
    async (_, form, why) => {
      for (const client of [publicParty, party]) {
        const code = await client.code(browser);
        expect(refused(await client.redeem(code, form))).toEqual([400, 'invalid_grant', why]);
        expect((await client.redeem(code)).status).toBe(200);
      }
    },
  );

  it('is not the challenge itself: plain is no method here', async () => {
    const code = await party.code(browser);
    const code_verifier = createHash('sha256').update(code.code_verifier).digest('base64url');
    expect((await party.redeem(code, { code_verifier })).body.error).toBe('invalid_grant');
  });

  it('without a code_challenge is a downgrade in progress, and refused (RFC 9700 §2.1.1)', async () => {
    const code = (await relaxed.authorize(browser)).get('code') ?? '';
    const answer = await relaxed.token({
      grant_type: 'authorization_code',
      code,
      code_verifier: 'x'.repeat(43),
    });
    expect(refused(answer)).toEqual([
      400,
      'invalid_grant',
      'the authorization request had no code_challenge',
    ]);
  });

  it('is needed even of a client that need not use PKCE, once it has sent a code_challenge', async () => {
    const code = await relaxed.code(browser);
    expect((await relaxed.redeem(code, { code_verifier: undefined })).body.error).toBe('invalid_grant');
  });
});

describe('RFC 6749 §6: refreshing', () => {
  const offline = { scope: 'openid email offline_access' };

  it('gives the next refresh token, and the scope of the grant', async () => {
    const tokens = await party.tokens(browser, offline);
    const { status, body, headers } = await party.refresh(tokens.refresh_token);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: offline.scope });
    expect(body.refresh_token).not.toBe(tokens.refresh_token);
  });

  it('may narrow the scope of the access token; the refresh token keeps it whole', async () => {
    const tokens = await party.tokens(browser, offline);
    const narrow = granted(await party.refresh(tokens.refresh_token, { scope: 'openid' }));
    expect(narrow.scope).toBe('openid');
    expect((await party.userinfo(narrow.access_token)).body).not.toHaveProperty('email');
    const whole = granted(await party.refresh(narrow.refresh_token));
    expect(whole.scope).toBe(offline.scope);
    expect((await party.userinfo(whole.access_token)).body).toHaveProperty('email');
  });

  it('never widens the scope, and the refusal does not spend the refresh token', async () => {
    const tokens = await party.tokens(browser, offline);
    const wide = await party.refresh(tokens.refresh_token, { scope: 'openid profile' });
    expect(refused(wide)).toEqual([400, 'invalid_scope', 'scope asks for more than was granted']);
    expect(granted(await party.refresh(tokens.refresh_token)).scope).toBe(offline.scope);
  });

  it('is refused to another client, and the refresh token stays good for its own', async () => {
    const { refresh_token } = await party.tokens(browser, offline);
    const theirs = await other.refresh(refresh_token);
    expect(refused(theirs)).toEqual([400, 'invalid_grant', 'refresh_token was issued to another client']);
    expect((await party.refresh(refresh_token)).status).toBe(200);
  });

  it('goes on while it is used within the idle lifetime, until the absolute one', async () => {
    const day = 86_400;
    let { refresh_token } = await party.tokens(browser, offline);
    for (const days of [13, 26]) {
      moveClock(portico, days * day);
      refresh_token = granted(await party.refresh(refresh_token)).refresh_token;
    }
    moveClock(portico, 30 * day + 1);
    expect(refused(await party.refresh(refresh_token))).toEqual([
      400,
      'invalid_grant',
      'refresh_token has expired',
    ]);
  });

  it('ends when the refresh token was not used for the idle lifetime', async () => {
    const { refresh_token } = await party.tokens(browser, offline);
    moveClock(portico, 14 * 86_400 + 1);
    expect((await party.refresh(refresh_token)).body.error_description).toBe('refresh_token has expired');
  });

  it('gives an access token that promises no more than the grant will hold', async () => {
    const brief = await RelyingParty.register(portico, {
      refresh_token_lifetime: 3600,
      refresh_token_idle_lifetime: 3600,
    });
    const { refresh_token } = await brief.tokens(browser, offline);
    await portico
      .get(ClientService)
      .patch(brief.client.client_id, undefined, { access_token_lifetime: 3600 }, { actor: 'system' });
    moveClock(portico, 3590);
    const { access_token, expires_in } = granted(await brief.refresh(refresh_token));
    expect(Number(expires_in)).toBeLessThanOrEqual(60 + 600 + 10);
    moveClock(portico, 3590 + Number(expires_in) - 5);
    expect((await brief.introspect(access_token)).body.active).toBe(true);
  });

  it('keeps a refresh token of a person who signed out, and ends the access tokens that live in the session', async () => {
    const own = new TestBrowser(portico.url);
    const online = await party.tokens(own, { scope: 'openid' });
    const kept = await party.tokens(own, offline);
    const page = await own.open(`${portico.url}/oauth2/logout?id_token_hint=${online.id_token}`);
    expect(page.status).toBe(200);
    expect((await party.userinfo(online.access_token)).status).toBe(401);
    expect((await party.userinfo(kept.access_token)).status).toBe(200);
    expect((await party.refresh(kept.refresh_token)).status).toBe(200);
  });
});

describe('RFC 6749 §4.4: a client that acts for itself', () => {
  it('gets an access token that says so, and neither refresh token nor ID token', async () => {
    const machine = await RelyingParty.register(portico, { scope: 'openid api:read api:write' });
    const { body } = await machine.token({ grant_type: 'client_credentials', scope: 'api:read' });
    expect(Object.keys(body).toSorted()).toEqual(['access_token', 'expires_in', 'scope', 'token_type']);
    const { client_id } = machine.client;
    expect(decodeJwt(String(body.access_token))).toMatchObject({
      sub: client_id,
      client_id,
      scope: 'api:read',
    });
    expect((await machine.introspect(String(body.access_token))).body).toMatchObject({
      active: true,
      sub: client_id,
      scope: 'api:read',
    });
  });

  it.each(['openid', 'offline_access', 'api:read profile'])(
    'is refused the scope of a person: %s',
    async (scope) => {
      const machine = await RelyingParty.register(portico, {
        scope: 'openid profile offline_access api:read',
      });
      const answer = await machine.token({ grant_type: 'client_credentials', scope });
      expect(refused(answer)).toEqual([400, 'invalid_scope', 'scope asks for what only a person can give']);
    },
  );

  it('gets of its default_scope what needs no person', async () => {
    const both = await RelyingParty.register(portico, {
      scope: 'openid api:read',
      default_scope: 'openid api:read',
    });
    expect(granted(await both.token({ grant_type: 'client_credentials' })).scope).toBe('api:read');
  });

  it('must authenticate, whatever it is registered for', async () => {
    const { client_id } = publicParty.client;
    await portico.get(Database).transaction(async (tx) => {
      const feedVersion = await portico.get(ChangeFeed).bump(tx, 'clients');
      await tx.affected('UPDATE clients SET grant_types = ?, feed_version = ? WHERE client_id = ?', [
        JSON.stringify([...publicParty.client.grant_types, 'client_credentials']),
        feedVersion,
        client_id,
      ]);
    });
    await portico.get(ChangeFeed).refresh();
    expect(refused(await publicParty.token({ grant_type: 'client_credentials' }))).toEqual([
      400,
      'unauthorized_client',
      'a client must authenticate to act for itself',
    ]);
  });
});
