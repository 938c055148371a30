import { symbols } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Accounts } from '#libs/accounts';
import { Database } from '#libs/storage';
import { requestOf } from '../support/authorize.js';
import { formWith, TestBrowser } from '../support/browser.js';
import { received, registerForAll } from '../support/front-channel.js';
import { createPerson } from '../support/person.js';
import { ADMIN, MANAGEMENT, startPortico, type TestPortico } from '../support/portico.js';
import { granted, RelyingParty } from '../support/relying-party.js';

interface Log {
  level: string;
  readonly [symbols.streamSym]: { write: (line: string) => boolean };
}

let portico: TestPortico;
/** Everything that was logged, at the most talkative level. */
const lines: string[] = [];

beforeAll(async () => {
  portico = await startPortico();
  const { log } = portico.app.getHttpAdapter().getInstance() as unknown as { log: Log };
  vi.spyOn(log[symbols.streamSym], 'write').mockImplementation((line) => lines.push(line) > 0);
  log.level = 'trace';
});
afterEach(() => {
  lines.length = 0;
});
afterAll(async () => {
  await portico.close();
  vi.restoreAllMocks();
});

function expectSilence(secrets: Readonly<Record<string, string | undefined>>): void {
  const log = lines.join('');
  expect(lines.length).toBeGreaterThan(0);
  for (const [name, secret] of Object.entries(secrets)) {
    expect(String(secret).length, name).toBeGreaterThan(7);
    expect(log.includes(String(secret)), `${name} is in the log`).toBe(false);
    expect(log.includes(encodeURIComponent(String(secret))), `${name}, encoded, is in the log`).toBe(false);
  }
}

describe('The log holds nothing secret', () => {
  it.each(['client_secret_basic', 'client_secret_post', 'private_key_jwt'])(
    'of a whole sign-in with %s: password, code, verifier, tokens, secret, cookie',
    async (token_endpoint_auth_method) => {
      const party = await RelyingParty.register(portico, {
        token_endpoint_auth_method,
        require_consent: true,
      });
      const person = await createPerson(portico);
      const browser = new TestBrowser(portico.url);
      const code = await party.code(
        browser,
        { scope: 'openid offline_access', state: 'secret-state', nonce: 'secret-nonce' },
        person,
      );
      const tokens = granted(await party.redeem(code));
      const next = granted(await party.refresh(tokens.refresh_token));
      await party.userinfo(next.access_token);
      await party.introspect(next.refresh_token);
      await party.revoke(next.access_token);
      const cookies = Object.fromEntries(browser.cookies);
      await browser.open(`${portico.url}/oauth2/logout?id_token_hint=${next.id_token}`);
      expectSilence({
        password: person.password,
        code: code.code,
        verifier: code.code_verifier,
        'access token': tokens.access_token,
        'refresh token': tokens.refresh_token,
        'ID token': tokens.id_token,
        'next access token': next.access_token,
        'next refresh token': next.refresh_token,
        'next ID token': next.id_token,
        state: 'secret-state',
        nonce: 'secret-nonce',
        ...cookies,
        ...(party.client_secret && { secret: party.client_secret, basic: party.basic().slice(6) }),
      });
    },
  );

  it.each(['fragment', 'form_post'])('of tokens that the browser carries by %s', async (response_mode) => {
    const party = await registerForAll(portico);
    const hybrid = { response_type: 'code id_token token', nonce: 'secret-nonce', state: 'secret-state' };
    const browser = new TestBrowser(portico.url);
    const query = requestOf(party, { ...hybrid, response_mode });
    const page = await browser.signIn(await browser.open(`${portico.url}/oauth2/authorize?${query}`), ADMIN);
    const { code, access_token, id_token } = received(page);
    const { nonce, state } = hybrid;
    expectSilence({ code, access_token, id_token, nonce, state, password: ADMIN.password });
  });

  it('of requests that are refused: what was wrong is in none', async () => {
    const party = await RelyingParty.register(portico);
    const browser = new TestBrowser(portico.url);
    const code = await party.code(browser);
    const wrong = {
      verifier: 'wrong-verifier-'.repeat(4),
      secret: 'wrong-secret-0123',
      token: 'wrong.token.0123',
      password: 'wrong password 0123',
    };
    await party.redeem(code, { code_verifier: wrong.verifier });
    await party.token({}, { headers: { authorization: party.basic(wrong.secret) } });
    await party.fetch('/oauth2/token', {
      method: 'POST',
      body: new URLSearchParams({ client_id: party.client.client_id, client_secret: wrong.secret }),
    });
    await party.userinfo(wrong.token);
    await party.fetch(`/oauth2/userinfo?access_token=${wrong.token}`);
    await party.fetch(`/oauth2/${'x'.repeat(3)}?code=${code.code}`);
    await party.refresh(wrong.token);
    const page = await new TestBrowser(portico.url).open(
      `${portico.url}/oauth2/authorize?${authorization(party)}`,
    );
    expect(formWith(page.text, 'sign-in-submit').fields).toHaveProperty('username');
    await new TestBrowser(portico.url).signIn(page, { email: ADMIN.email, password: wrong.password });
    expectSilence({
      ...wrong,
      code: code.code,
      'right verifier': code.code_verifier,
      ticket: formWith(page.text, 'sign-in-submit').fields.ticket,
    });
  });

  it('of an unexpected error: what was being done, and not with what', async () => {
    const party = await RelyingParty.register(portico);
    const code = await party.code(new TestBrowser(portico.url));
    await portico.get(Database).affected('ALTER TABLE authorization_codes RENAME TO hidden_codes');
    try {
      const answer = await party.redeem(code);
      expect([answer.status, answer.body.error, answer.body.error_description]).toEqual([
        500,
        'server_error',
        'something went wrong here',
      ]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.text).not.toMatch(/authorization_codes|SELECT|\bat /);
    } finally {
      await portico.get(Database).affected('ALTER TABLE hidden_codes RENAME TO authorization_codes');
    }
    expect(lines.join('')).toContain('"message":"unexpected error"');
    expect(lines.join('')).toMatch(/"path":"\/oauth2\/token"/);
    expectSilence({ code: code.code, verifier: code.code_verifier, secret: party.client_secret });
  });

  it('of an administrator who creates a client and a person', async () => {
    const created = await portico.admin.call('POST', '/clients', { redirect_uris: ['https://a.example/cb'] });
    const person = { email: 'secret-person@example.com', password: 'a password that is secret' };
    await portico.admin.call('POST', '/users', person);
    expectSilence({
      'client secret': String(created.client_secret),
      password: person.password,
      'management secret': MANAGEMENT.client_secret,
      'admin token': await portico.admin.token(),
    });
  });
});

describe('The log tells an administrator', () => {
  it('who asked for what, how it ended and under which id, which the answer names', async () => {
    const party = await RelyingParty.register(portico);
    const answer = await party.token({ grant_type: 'client_credentials' });
    await vi.waitFor(() => expect(lines.join('')).toContain('"answered"'));
    const line = lines.map((one) => JSON.parse(one)).find((one) => one.message === 'answered');
    expect(line).toMatchObject({
      level: 'info',
      req: { id: answer.headers.get('x-request-id'), method: 'POST', path: '/oauth2/token' },
      status: 200,
    });
  });

  it('why the keys of a client could not be fetched, under the reference that the client was given', async () => {
    const party = await RelyingParty.register(portico, {
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: undefined,
      jwks_uri: 'https://localhost:1/keys',
    });
    const { status, body } = await party.token({ grant_type: 'client_credentials' });
    expect([status, body.error]).toEqual([401, 'invalid_client']);
    const line = lines.map((one) => JSON.parse(one)).find((one) => one.message === 'why it was refused');
    expect(line.err.type).toBe('OutboundError');
    expect(body.error_uri).toBe(`urn:portico:refusal:${line.reference}`);
  });
});

describe('No cache keeps an answer (RFC 6749 §5.1, RFC 7662 §4, RFC 6750 §5.3)', () => {
  it('of these endpoints, good or bad, even when Portico itself fails', async () => {
    const party = await RelyingParty.register(portico);
    const { access_token } = await party.tokens(new TestBrowser(portico.url));
    vi.spyOn(portico.get(Accounts), 'findById').mockRejectedValueOnce(new Error('the database is gone'));
    const answers = [
      await party.userinfo(access_token),
      await party.userinfo(access_token),
      await party.userinfo('bad'),
      await party.introspect(access_token),
      await party.introspect(undefined),
      await party.revoke('unknown'),
      await party.revoke(undefined),
      await party.token({ grant_type: 'client_credentials' }),
      await party.token({}),
      await party.token({}, { headers: { authorization: 'Basic bad' } }),
      await party.fetch('/oauth2/token'),
      await party.fetch('/oauth2/introspect', { method: 'POST', body: 'text' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([
      500, 200, 401, 200, 400, 200, 400, 200, 400, 401, 405, 415,
    ]);
    for (const { headers } of answers) expect(headers.get('cache-control')).toBe('no-store');
  });
});

function authorization({ client }: RelyingParty): URLSearchParams {
  return new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: String(client.redirect_uris[0]),
    response_type: 'code',
    scope: 'openid',
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  });
}
