import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AuditTrail } from '#libs/audit';
import { ChangeFeed, Database } from '#libs/storage';
import { TestBrowser } from '../support/browser.js';
import { freshDatabaseUrl, type TestDatabaseUrl } from '../support/database-url.js';
import { moveClock } from '../support/moved-clock.js';
import { freePort, startPortico, type TestPortico } from '../support/portico.js';
import { meetAfterReading } from '../support/race.js';
import { type Answer, answerOf, type Form, formOf, granted, RelyingParty } from '../support/relying-party.js';

let portico: TestPortico;
let browser: TestBrowser;
/** With the grace switched off. */
let strict: TestPortico;
/** Another server of the same deployment: one database, one issuer. */
let sibling: TestPortico;
let siblingAddress: string;
let database: TestDatabaseUrl;
beforeAll(async () => {
  database = await freshDatabaseUrl();
  const shared = { PORTICO_DATABASE_URL: database.url };
  [portico, strict] = await Promise.all([
    startPortico(shared),
    startPortico({ PORTICO_REFRESH_TOKEN_GRACE: '0' }),
  ]);
  const port = String(await freePort());
  sibling = await startPortico({ ...shared, PORTICO_PORT: port, PORTICO_ISSUER: portico.url });
  siblingAddress = `http://localhost:${port}`;
  browser = new TestBrowser(portico.url);
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(async () => {
  await Promise.all([portico.close(), strict.close(), sibling.close()]);
  await database.remove();
});

const OFFLINE = { scope: 'openid offline_access' };
const FIFTY = { count: 50 };

function fiftyTimes(request: () => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: 50 }, request));
}

/** What administrators are told of it, once however many replays there were. */
async function revocationsOf(server: TestPortico, { client }: RelyingParty): Promise<unknown[]> {
  const query = { type: 'grant.revoked', client_id: client.client_id };
  return (await server.get(AuditTrail).list(query)).events.map(({ data }) => data?.reason);
}

function successes(answers: readonly Answer[]): readonly Answer[] {
  return answers.filter(({ status }) => status === 200);
}

describe('RFC 6749 §4.1.2, RFC 9700 §2.1.1: one code redeemed 50 times at once', () => {
  it.each(['jwt', 'opaque'])(
    'succeeds exactly once, and what it gave (%s) is revoked after',
    async (format) => {
      const party = await RelyingParty.register(portico, { access_token_format: format });
      const code = await party.code(browser, OFFLINE);
      meetAfterReading([portico], 'FROM authorization_codes', FIFTY);
      const answers = await fiftyTimes(() => party.redeem(code));

      const [only, second] = successes(answers);
      expect(second).toBeUndefined();
      expect(new Set(answers.map(({ body }) => body.error))).toEqual(new Set([undefined, 'invalid_grant']));
      const { access_token, refresh_token } = granted(only as Answer);
      expect((await party.userinfo(access_token)).status).toBe(401);
      expect((await party.introspect(access_token)).body).toEqual({ active: false });
      expect((await party.introspect(refresh_token)).body).toEqual({ active: false });
      expect((await party.refresh(refresh_token)).body.error).toBe('invalid_grant');
      expect(await revocationsOf(portico, party)).toEqual(['code_replayed']);
    },
  );
});

describe('One code or refresh token at two servers of one deployment at once', () => {
  let party: RelyingParty;
  beforeAll(async () => {
    party = await RelyingParty.register(portico);
    await sibling.get(ChangeFeed).refresh();
  });

  /** Every second time at the other server. */
  function atBoth(form: Form): Promise<Answer[]> {
    let requests = 0;
    return fiftyTimes(async () => {
      requests += 1;
      if (requests % 2 === 0) return party.token(form);
      const headers = { authorization: party.basic() };
      const init = { method: 'POST', headers, body: formOf(form) };
      return answerOf(await fetch(`${siblingAddress}/oauth2/token`, init));
    });
  }

  it('redeems the code once, and what it gave is revoked after at both', async () => {
    const code = await party.code(browser, OFFLINE);
    meetAfterReading([portico, sibling], 'FROM authorization_codes', FIFTY);
    const [only, second] = successes(await atBoth({ grant_type: 'authorization_code', ...code }));
    expect(second).toBeUndefined();
    const { access_token } = granted(only as Answer);
    for (const address of [portico.url, siblingAddress]) {
      const headers = { authorization: `Bearer ${access_token}` };
      expect((await fetch(`${address}/oauth2/userinfo`, { headers })).status).toBe(401);
    }
  });

  it('rotates the refresh token once, and gives all the same successor', async () => {
    const { refresh_token } = await party.tokens(browser, OFFLINE);
    meetAfterReading([portico, sibling], 'FROM refresh_tokens', FIFTY);
    const answers = await atBoth({ grant_type: 'refresh_token', refresh_token });
    expect(successes(answers)).toHaveLength(50);
    expect(new Set(answers.map(({ body }) => body.refresh_token)).size).toBe(1);
  });
});

describe('RFC 9700 §4.14.2: one refresh token used 50 times at once', () => {
  it.each(['jwt', 'opaque'])(
    'is rotated once; all get the same successor, and good tokens (%s)',
    async (format) => {
      const party = await RelyingParty.register(portico, { access_token_format: format });
      const { refresh_token } = await party.tokens(browser, OFFLINE);
      meetAfterReading([portico], 'FROM refresh_tokens', FIFTY);
      const answers = await fiftyTimes(() => party.refresh(refresh_token));

      expect(successes(answers)).toHaveLength(50);
      const successors = new Set(answers.map(({ body }) => body.refresh_token));
      expect(successors.size).toBe(1);
      const stored = await portico
        .get(Database)
        .rows('SELECT token_hash FROM refresh_tokens WHERE client_id = ?', [party.client.client_id]);
      expect(stored).toHaveLength(2);
      expect((await party.userinfo(granted(answers.at(-1) as Answer).access_token)).status).toBe(200);
      expect((await party.refresh([...successors].map(String)[0])).status).toBe(200);
    },
  );

  it('without a grace succeeds once, and the grant is revoked after', async () => {
    const party = await RelyingParty.register(strict);
    const { refresh_token } = await party.tokens(new TestBrowser(strict.url), OFFLINE);
    meetAfterReading([strict], 'FROM refresh_tokens', FIFTY);
    const answers = await fiftyTimes(() => party.refresh(refresh_token));

    expect(successes(answers)).toHaveLength(1);
    const winner = granted(successes(answers)[0] as Answer);
    expect((await party.userinfo(winner.access_token)).status).toBe(401);
    expect((await party.refresh(winner.refresh_token)).body.error).toBe('invalid_grant');
    expect(await revocationsOf(strict, party)).toEqual(['refresh_token_replayed']);
  });
});

describe('RFC 9700 §4.14.2: a refresh token that comes again', () => {
  let party: RelyingParty;
  beforeAll(async () => {
    party = await RelyingParty.register(portico);
  });

  it('within ten seconds is a retry, and gets the same successor', async () => {
    const { refresh_token } = await party.tokens(browser, OFFLINE);
    const first = granted(await party.refresh(refresh_token));
    moveClock(portico, 9);
    const retry = granted(await party.refresh(refresh_token));
    expect(retry.refresh_token).toBe(first.refresh_token);
    expect(retry.access_token).not.toBe(first.access_token);
  });

  it('after ten seconds is a replay, and ends the grant', async () => {
    const { refresh_token } = await party.tokens(browser, OFFLINE);
    const successor = granted(await party.refresh(refresh_token));
    moveClock(portico, 11);
    const replay = await party.refresh(refresh_token);
    expect([replay.status, replay.body.error]).toEqual([400, 'invalid_grant']);
    expect((await party.refresh(successor.refresh_token)).body.error).toBe('invalid_grant');
    expect((await party.userinfo(successor.access_token)).status).toBe(401);
  });

  it('once its successor was used is a replay, grace or not', async () => {
    const { refresh_token } = await party.tokens(browser, OFFLINE);
    const second = granted(await party.refresh(refresh_token));
    const third = granted(await party.refresh(second.refresh_token));
    expect((await party.refresh(refresh_token)).body.error).toBe('invalid_grant');
    expect((await party.refresh(third.refresh_token)).body.error).toBe('invalid_grant');
    expect((await party.userinfo(third.access_token)).status).toBe(401);
  });

  it('at once is a replay where the grace is switched off', async () => {
    const own = await RelyingParty.register(strict);
    const { refresh_token } = await own.tokens(new TestBrowser(strict.url), OFFLINE);
    const successor = granted(await own.refresh(refresh_token));
    expect((await own.refresh(refresh_token)).body.error).toBe('invalid_grant');
    expect((await own.refresh(successor.refresh_token)).body.error).toBe('invalid_grant');
  });

  it('ends nothing when another client sends it', async () => {
    const other = await RelyingParty.register(portico);
    const { refresh_token } = await party.tokens(browser, OFFLINE);
    const successor = granted(await party.refresh(refresh_token));
    moveClock(portico, 11);
    await other.refresh(refresh_token);
    expect((await party.refresh(successor.refresh_token)).status).toBe(200);
  });
});

describe('RFC 7523 §3: one client assertion used 50 times at once', () => {
  it('authenticates exactly once', async () => {
    const party = await RelyingParty.register(portico, { token_endpoint_auth_method: 'private_key_jwt' });
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await party.clientAssertion(),
    });
    const answers = await fiftyTimes(() => party.fetch('/oauth2/token', { method: 'POST', body }));
    expect(successes(answers)).toHaveLength(1);
    expect(answers.filter(({ body: { error } }) => error === 'invalid_client')).toHaveLength(49);
  });
});

describe('RFC 7009: one token revoked 50 times at once', () => {
  it.each(['jwt', 'opaque'])('is answered 200 each time, and gone (%s)', async (format) => {
    const party = await RelyingParty.register(portico, { access_token_format: format });
    const { access_token } = await party.tokens(browser);
    meetAfterReading([portico], format === 'jwt' ? 'revoked_access_tokens' : 'FROM access_tokens', FIFTY);
    expect(successes(await fiftyTimes(() => party.revoke(access_token)))).toHaveLength(50);
    expect((await party.introspect(access_token)).body).toEqual({ active: false });
  });
});
