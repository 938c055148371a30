import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ClientService } from '#libs/clients';
import { KeyWithdrawal, SigningKeys } from '#libs/keys';
import { ChangeFeed, Database } from '#libs/storage';
import { freshDatabaseUrl, type TestDatabaseUrl } from '../support/database-url.js';
import { freePort, startPortico, type TestPortico } from '../support/portico.js';
import { type Answer, answerOf, formOf, granted, RelyingParty } from '../support/relying-party.js';

/** Where changes are made. */
let here: TestPortico;
/** Another server of the same deployment, on another machine; it reads nothing by the clock. */
let there: TestPortico;
let addressThere: string;
let database: TestDatabaseUrl;
let party: RelyingParty;

beforeAll(async () => {
  database = await freshDatabaseUrl();
  const shared = { PORTICO_DATABASE_URL: database.url };
  here = await startPortico(shared);
  const port = String(await freePort());
  there = await startPortico({ ...shared, PORTICO_PORT: port, PORTICO_ISSUER: here.url });
  addressThere = `http://localhost:${port}`;
  there.get(ChangeFeed).onModuleDestroy();
});
afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  await database.remove();
});
beforeEach(async () => {
  party = await RelyingParty.register(here);
});

const SYSTEM = { actor: 'system' } as const;

async function askThere(
  path: string,
  form: Record<string, string>,
  headers: Record<string, string>,
): Promise<Answer> {
  return answerOf(await fetch(`${addressThere}${path}`, { method: 'POST', headers, body: formOf(form) }));
}

const tokenThere = (authorization: string) =>
  askThere('/oauth2/token', { grant_type: 'client_credentials' }, { authorization });

/** What the authorization endpoint says of a request that is right if its client is as it was registered here. */
async function authorizeThere(redirect_uri = party.client.redirect_uris[0]) {
  const query = formOf({
    client_id: party.client.client_id,
    redirect_uri,
    response_type: 'code',
    scope: 'openid',
    prompt: 'none',
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  });
  const answer = await fetch(`${addressThere}/oauth2/authorize?${query}`, { redirect: 'manual' });
  return { status: answer.status, location: answer.headers.get('location') };
}

async function known() {
  await there.get(ChangeFeed).refresh();
}

const change = (metadata: Record<string, unknown>) =>
  here.get(ClientService).patch(party.client.client_id, undefined, metadata, SYSTEM);

describe('What one server of a deployment has just written is good at every other one', () => {
  it('a client that was registered authenticates', async () => {
    expect((await tokenThere(party.basic())).status).toBe(200);
  });

  it('a client that was registered sends people', async () => {
    expect(await authorizeThere()).toMatchObject({
      status: 302,
      location: expect.stringMatching(/^https:\/\/client\.example\/callback\?error=login_required/),
    });
  });

  it('a new secret', async () => {
    await known();
    const { client_secret } = await here
      .get(ClientService)
      .rotateSecret(party.client.client_id, undefined, SYSTEM);
    expect((await tokenThere(party.basic(client_secret))).status).toBe(200);
    expect((await tokenThere(party.basic('a wrong one'))).status).toBe(401);
  });

  it('another authentication method', async () => {
    await known();
    await change({ token_endpoint_auth_method: 'client_secret_post' });
    const { client_id } = party.client;
    const form = { grant_type: 'client_credentials', client_id, client_secret: party.client_secret };
    expect((await askThere('/oauth2/token', form, {})).status).toBe(200);
  });

  it('a new redirect_uri', async () => {
    await known();
    const added = 'https://client.example/another';
    await change({ redirect_uris: [...party.client.redirect_uris, added] });
    expect((await authorizeThere(added)).location).toMatch(/^https:\/\/client\.example\/another\?/);
    expect((await authorizeThere('https://client.example/unknown')).location).toBeNull();
  });

  it('a client that was enabled again', async () => {
    const { client_id } = party.client;
    await here.get(ClientService).setStatus(client_id, undefined, 'disabled', SYSTEM);
    await known();
    await here.get(ClientService).setStatus(client_id, undefined, 'enabled', SYSTEM);
    expect((await tokenThere(party.basic())).status).toBe(200);
    expect((await authorizeThere()).status).toBe(302);
  });

  it.each(['jwt', 'opaque'])('the %s access token of a client that was registered', async (format) => {
    const asking = await RelyingParty.register(here);
    await known();
    party = await RelyingParty.register(here, { access_token_format: format });
    const { access_token: token } = granted(await party.token({ grant_type: 'client_credentials' }));
    const seen = await askThere(
      '/oauth2/introspect',
      { token: String(token) },
      { authorization: asking.basic() },
    );
    expect(seen.body).toMatchObject({ active: true });
  });

  it('a token that was signed by a key that was made', async () => {
    await known();
    const { kid } = here.get(SigningKeys).signingKey('RS256');
    await here.get(KeyWithdrawal).withdraw(kid, SYSTEM);
    const { access_token: token } = granted(await party.token({ grant_type: 'client_credentials' }));
    const seen = await askThere(
      '/oauth2/introspect',
      { token: String(token) },
      { authorization: party.basic() },
    );
    expect(seen.body).toMatchObject({ active: true });
  });

  it('the origin of a page that was registered', async () => {
    await known();
    const origin = `https://${randomBytes(4).toString('hex')}.example`;
    await change({ allowed_origins: [origin] });
    const headers = { origin, 'access-control-request-method': 'POST' };
    const answer = await fetch(`${addressThere}/oauth2/token`, { method: 'OPTIONS', headers });
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  });
});

describe('The database is asked for what changed', () => {
  const versionReads = () => {
    const rows = vi.spyOn(there.get(Database), 'rows');
    return () => rows.mock.calls.filter(([sql]) => sql.includes('change_versions')).length;
  };

  it('by no request that is answered', async () => {
    await known();
    const reads = versionReads();
    expect((await tokenThere(party.basic())).status).toBe(200);
    expect((await authorizeThere()).status).toBe(302);
    expect(reads()).toBe(0);
  });

  it('at most thirty times by five hundred requests of clients that nobody knows', async () => {
    const reads = versionReads();
    const began = Date.now();
    const answers = await Promise.all(
      Array.from({ length: 500 }, () => tokenThere(`Basic ${btoa(`${randomBytes(8).toString('hex')}:x`)}`)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    expect(reads()).toBeLessThanOrEqual(10 + ((Date.now() - began) / 1000) * 20);
  });
});
