import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditTrail } from '#libs/audit';
import { Consents } from '#libs/authorization';
import { ClientService } from '#libs/clients';
import { TestBrowser } from '../support/browser.js';
import { createPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { answerOf, granted } from '../support/relying-party.js';
import { REDIRECT_URI, type Registered, refusal, registering } from './registering.js';

let portico: TestPortico;
let api: ReturnType<typeof registering>;
beforeAll(async () => {
  portico = await startPortico({
    PORTICO_REGISTRATION: 'open',
    PORTICO_REGISTRATION_PROFILE: 'oidc-basic',
    PORTICO_REGISTRATION_LIMIT: '100000',
  });
  api = registering(portico);
});
afterAll(() => portico.close());

const SYSTEM = { actor: 'system' };
const service = () => portico.get(ClientService);
const replacement = ({ client_id }: Registered, metadata: object = {}) => ({
  body: { client_id, redirect_uris: [REDIRECT_URI], ...metadata },
});
const token = (client: Registered, form: Record<string, string>, secret = client.client_secret) =>
  fetch(`${portico.url}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${client.client_id}:${secret}`)}` },
    body: new URLSearchParams(form),
  }).then(answerOf);

/** Signs somebody in to the client, who agrees; what the client then has. */
async function signedIn(client: Registered) {
  const person = await createPerson(portico);
  const request = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: REDIRECT_URI,
    response_type: 'code',
    scope: 'openid offline_access',
    prompt: 'consent',
  });
  const url = `${portico.url}/oauth2/authorize?${request}`;
  const back = await new TestBrowser(portico.url).authorize(url, person);
  const code = back.searchParams.get('code') ?? '';
  const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI };
  return { person, tokens: granted(await token(client, form)) };
}

describe('RFC 7592 §2: who may manage a client', () => {
  it('is who has its registration access token, again and again', async () => {
    const client = await api.registered();
    for (let n = 0; n < 3; n += 1) expect((await api.manage('GET', client)).status).toBe(200);
  });

  const others: [string, (client: Registered) => Promise<string | null> | string | null][] = [
    ['nothing', () => null],
    ['nothing in it', () => ''],
    ['another token', () => 'another'],
    ['the token and more', (client) => `${client.registration_access_token}x`],
    ['the client’s secret', (client) => client.client_secret],
    ['the token of another client', async () => (await api.registered()).registration_access_token],
    ['a token of the admin API', () => portico.admin.token()],
    [
      'the token’s hash',
      async ({ client_id }) => String((await service().get(client_id)).registration_token_hash),
    ],
  ];
  describe.each(['GET', 'PUT', 'DELETE'] as const)('%s', (method) => {
    it.each(others)('not who brings %s', async (_, other) => {
      const client = await api.registered();
      const body = method === 'PUT' ? replacement(client) : {};
      const answer = await api.manage(method, client, { ...body, token: await other(client) });
      expect(refusal(answer)).toEqual([401, 'invalid_token']);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="Portico"/);
      expect((await service().get(client.client_id)).version).toBe(1);
    });
  });

  it('not who names a client that there isn’t, or one that didn’t register itself', async () => {
    const client = await api.registered();
    const { client: made } = await service().create({ redirect_uris: [REDIRECT_URI] }, SYSTEM);
    for (const id of ['nobody', 'management', made.client_id, '%00', 'x'.repeat(200)]) {
      const registration_client_uri = `${portico.url}/oauth2/register/${id}`;
      expect(refusal(await api.manage('GET', { ...client, registration_client_uri }))).toEqual([
        401,
        'invalid_token',
      ]);
    }
  });

  it('nobody, while an administrator has disabled it', async () => {
    const client = await api.registered();
    await service().setStatus(client.client_id, undefined, 'disabled', SYSTEM);
    expect((await api.manage('GET', client)).status).toBe(401);
    expect((await api.manage('PUT', client, replacement(client, { status: 'enabled' }))).status).toBe(401);
    expect((await api.manage('DELETE', client)).status).toBe(401);
    await service().setStatus(client.client_id, undefined, 'enabled', SYSTEM);
    expect((await api.manage('GET', client)).status).toBe(200);
  });

  it('only an administrator, once it may hold administrative scopes', async () => {
    const client = await api.registered();
    await service().patch(client.client_id, undefined, { scope: 'openid admin:read' }, SYSTEM);
    const evil = replacement(client, { redirect_uris: ['https://evil.example/'] });
    expect(refusal(await api.manage('PUT', client, evil))).toEqual([403, 'insufficient_scope']);
    expect(refusal(await api.manage('DELETE', client))).toEqual([403, 'insufficient_scope']);
  });
});

describe('RFC 7592 §2.1: reading', () => {
  it('tells what registering told, but for the secret, of which only the hash is kept', async () => {
    const { client_secret: _, ...registered } = await api.registered({ client_name: 'Read' });
    const { body, headers } = await api.manage('GET', registered as Registered);
    const { client_secret_expires_at: __, ...rest } = registered as Record<string, unknown>;
    expect(body).toEqual(rest);
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('RFC 7592 §2.2: replacing', () => {
  it('takes all that the client may say, and leaves out what was left out', async () => {
    const client = await api.registered({ client_name: 'Old', contacts: ['a@app.example'] });
    const change = { client_name: 'New', redirect_uris: ['https://app.example/other'] };
    const answer = await api.manage('PUT', client, replacement(client, change));
    expect([answer.status, answer.body]).toMatchObject([200, { ...change, contacts: [] }]);
    expect(answer.body['registration_access_token']).toBe(client.registration_access_token);
    expect(answer.body).not.toHaveProperty('client_secret');
    expect((await api.manage('GET', client)).body).toEqual(answer.body);
  });

  it('takes back what was read, whole', async () => {
    const client = await api.registered({ client_name: 'Same' });
    const { body } = await api.manage('GET', client);
    const again = await api.manage('PUT', client, { body: { ...body, client_secret: client.client_secret } });
    expect([again.status, again.body]).toEqual([200, body]);
  });

  it('leaves what an administrator decided as it is', async () => {
    const client = await api.registered();
    const decided = {
      profile: 'default',
      access_token_lifetime: 60,
      allowed_resources: ['https://api.example'],
      require_pkce: true,
    };
    await service().patch(client.client_id, undefined, decided, SYSTEM);
    const attempt = { profile: 'oidc-basic', access_token_lifetime: 86_400, require_pkce: false };
    await api.manage('PUT', client, replacement(client, attempt));
    expect(await service().get(client.client_id)).toMatchObject(decided);
  });

  it('takes PKCE’s relaxation from a client that stops to authenticate, not from one that never did (RFC 9700 §2.1.1)', async () => {
    const became = await api.registered();
    const was = await api.registered({ token_endpoint_auth_method: 'none' });
    for (const client of [became, was]) {
      await service().patch(client.client_id, undefined, { require_pkce: false }, SYSTEM);
      await api.manage('PUT', client, replacement(client, { token_endpoint_auth_method: 'none' }));
    }
    expect((await service().get(became.client_id)).require_pkce).toBeNull();
    expect((await service().get(was.client_id)).require_pkce).toBe(false);
  });

  it('gives a secret when the client begins to need one, and takes it away when it doesn’t', async () => {
    const client = await api.registered({ token_endpoint_auth_method: 'none' });
    const method = (token_endpoint_auth_method: string) =>
      api.manage('PUT', client, replacement(client, { token_endpoint_auth_method }));
    const { body } = await method('client_secret_post');
    expect(body).toMatchObject({ client_secret: expect.any(String), client_secret_expires_at: 0 });
    await method('none');
    expect((await service().get(client.client_id)).secrets).toEqual([]);
  });

  it.each([
    ['no client_id', { client_id: undefined }, 'invalid_client_metadata'],
    ['the client_id of another', { client_id: 'management' }, 'invalid_client_metadata'],
    ['a secret of its own choice', { client_secret: 'x'.repeat(43) }, 'invalid_client_metadata'],
    ['a secret that is no text', { client_secret: 7 }, 'invalid_client_metadata'],
    ['a fragment', { redirect_uris: ['https://app.example/#x'] }, 'invalid_redirect_uri'],
    ['no redirect URI', { redirect_uris: [] }, 'invalid_redirect_uri'],
    ['client_credentials', { grant_types: ['client_credentials'] }, 'invalid_client_metadata'],
    ['administrative scopes', { scope: 'admin:write' }, 'invalid_client_metadata'],
  ])('is refused with %s, and changes nothing', async (_, change, error) => {
    const client = await api.registered();
    const before = await service().get(client.client_id);
    expect(refusal(await api.manage('PUT', client, replacement(client, change)))).toEqual([400, error]);
    expect(await service().get(client.client_id)).toEqual(before);
  });

  it('is recorded as the client’s own doing', async () => {
    const client = await api.registered();
    await api.manage('PUT', client, replacement(client, { client_name: 'New' }));
    const { events } = await portico.get(AuditTrail).list({ client_id: client.client_id });
    expect(events[0]).toMatchObject({
      type: 'client.updated',
      actor: `client:${client.client_id}`,
      data: { changed: ['client_name'] },
    });
  });

  it('is one after another, however many come at once', async () => {
    const client = await api.registered();
    const names = Array.from({ length: 20 }, (_, n) => `Name ${n}`);
    const answers = await Promise.all(
      names.map((client_name) => api.manage('PUT', client, replacement(client, { client_name }))),
    );
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
    expect((await service().get(client.client_id)).version).toBe(21);
  });
});

describe('RFC 7592 §2.3: deleting', () => {
  it('answers 204 with nothing, and the token is good no more', async () => {
    const client = await api.registered();
    const { status, text } = await api.manage('DELETE', client);
    expect([status, text]).toEqual([204, '']);
    for (const method of ['GET', 'PUT', 'DELETE'] as const) {
      expect(refusal(await api.manage(method, client))).toEqual([401, 'invalid_token']);
    }
  });

  it('ends what people gave the client, and forgets that they agreed', async () => {
    const client = await api.registered({
      grant_types: ['authorization_code', 'refresh_token'],
    });
    const { person, tokens } = await signedIn(client);
    const consents = () => portico.get(Consents).listOf(person.account.id);
    expect(await consents()).toHaveLength(1);
    await api.manage('DELETE', client);
    expect(await consents()).toEqual([]);
    const userinfo = await fetch(`${portico.url}/oauth2/userinfo`, {
      headers: { authorization: `Bearer ${tokens['access_token']}` },
    });
    expect(userinfo.status).toBe(401);
    const form = { grant_type: 'refresh_token', refresh_token: String(tokens['refresh_token']) };
    expect(refusal(await token(client, form))).toEqual([401, 'invalid_client']);
  });

  it('succeeds once of ten times at once', async () => {
    const client = await api.registered();
    const answers = await Promise.all(Array.from({ length: 10 }, () => api.manage('DELETE', client)));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      204,
      ...Array.from({ length: 9 }, () => 401),
    ]);
  });
});
