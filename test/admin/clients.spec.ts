import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/browser.js';
import {
  type AdminApi,
  type Answer,
  type Caller,
  clientCredentials,
  errorsOf,
  problem,
  signIn,
  startAdminApi,
} from './admin-api.js';

let api: AdminApi;
let machine: Caller;
beforeAll(async () => {
  api = await startAdminApi();
  ({ machine } = api);
});
afterAll(() => api.close());

const REDIRECT_URI = 'https://photos.example/callback';

/** A new client that may act for itself. */
async function newMachine(): Promise<Answer['body']> {
  const { body } = await machine.post('/clients', { grant_types: ['client_credentials'], scope: 'openid' });
  return body;
}

describe('POST /clients', () => {
  it('registers a client, says where it is, and shows its secret', async () => {
    const created = await machine.post('/clients', {
      client_name: 'Photo Book',
      redirect_uris: [REDIRECT_URI],
      logo_uri: 'https://photos.example/logo.png',
    });
    const { client_id, client_secret } = created.body;
    expect([created.status, created.etag]).toEqual([201, '"1"']);
    expect(created.headers.get('location')).toBe(`${api.portico.url}/admin/v1/clients/${client_id}`);
    expect(client_secret).toMatch(/^[\w-]{43}$/);
    expect(created.body).toMatchObject({
      client_name: 'Photo Book',
      redirect_uris: [REDIRECT_URI],
      token_endpoint_auth_method: 'client_secret_basic',
      client_secret_expires_at: 0,
      status: 'enabled',
      version: 1,
    });
  });

  it('shows the secret this once: nothing that is read later holds it, or its hash', async () => {
    const { body } = await machine.post('/clients', {
      client_id: 'shown-once',
      redirect_uris: [REDIRECT_URI],
    });
    const read = await machine.get('/clients/shown-once');
    const { client_secret, client_secret_expires_at, ...rest } = body;
    expect(read.body).toEqual(rest);
    expect(Object.keys(read.body.secrets[0]).toSorted()).toEqual(['created_at', 'id']);
    const everything = JSON.stringify([
      read.body,
      (await machine.get('/clients?limit=200')).body,
      (await machine.get('/events?limit=200')).body,
    ]);
    expect(everything).not.toContain(client_secret);
    expect(everything).not.toContain('secret_hash');
  });

  it('gives no secret to a client that needs none', async () => {
    const { body } = await machine.post('/clients', {
      redirect_uris: [REDIRECT_URI],
      token_endpoint_auth_method: 'none',
    });
    expect(body).not.toHaveProperty('client_secret');
    expect(body.secrets).toEqual([]);
  });

  it('keeps redirect URIs byte for byte', async () => {
    const redirect_uris = ['http://localhost:8000', 'http://localhost:8000/', 'https://a.example/%7Eb?c=%20'];
    const { body } = await machine.post('/clients', { redirect_uris });
    expect((await machine.get(`/clients/${body.client_id}`)).body.redirect_uris).toEqual(redirect_uris);
  });

  it('takes a client over under the client_id that it had', async () => {
    const metadata = { client_id: 'a/b?c#d%', redirect_uris: [REDIRECT_URI] };
    const created = await machine.post('/clients', metadata);
    const path = `/clients/${encodeURIComponent('a/b?c#d%')}`;
    expect(created.headers.get('location')).toBe(`${api.portico.url}/admin/v1${path}`);
    expect((await machine.get(path)).body.client_id).toBe('a/b?c#d%');
    const again = await machine.post('/clients', metadata);
    expect([again.status, again.body.type]).toEqual([409, problem('client_id_taken')]);
  });

  it.each([
    [{ redirect_uris: [REDIRECT_URI, 'ftp://photos.example'] }, ['redirect_uris[1]']],
    [{ redirect_uris: ['https://photos.example/#fragment'] }, ['redirect_uris[0]']],
    [{ redirect_uris: REDIRECT_URI }, ['redirect_uris']],
    [{}, ['redirect_uris']],
    [{ redirect_uris: [REDIRECT_URI], client_nmae: 'x' }, ['client_nmae']],
    [{ redirect_uris: [REDIRECT_URI], client_secret: 'mine' }, ['client_secret']],
    [{ redirect_uris: [REDIRECT_URI], version: 1 }, ['version']],
    [{ redirect_uris: [REDIRECT_URI], client_id: 7 }, ['client_id']],
    [{ redirect_uris: [REDIRECT_URI], client_id: 'with space' }, ['client_id']],
    [{ redirect_uris: [REDIRECT_URI], logo_uri: 'javascript:alert(1)' }, ['logo_uri']],
    [{ redirect_uris: [REDIRECT_URI], logo_uri: 7, require_pkce: 'no' }, ['logo_uri', 'require_pkce']],
    [{ redirect_uris: [REDIRECT_URI], '<script>': 1 }, ['body']],
    [[], ['body']],
    ['"text"', ['body']],
    ['null', ['body']],
  ])('refuses %j and names %j', async (metadata, fields) => {
    const answer = await machine.post('/clients', metadata);
    const [status, named] = errorsOf(answer);
    expect(status).toBe(400);
    expect(named?.toSorted()).toEqual(fields.toSorted());
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });
});

describe('GET /clients', () => {
  it('is read page by page, each client once, in a stable order', async () => {
    for (let count = 0; count < 5; count++) {
      await machine.post('/clients', { client_name: `Page ${count}`, redirect_uris: [REDIRECT_URI] });
    }
    const names: string[] = [];
    let path = '/clients?name=pAgE&limit=2&order=client_name';
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const { body } = await machine.get(cursor === '' ? path : `${path}&cursor=${cursor}`);
      names.push(...body.items.map(({ client_name }: { client_name: string }) => client_name));
      expect(body.items.length).toBeLessThanOrEqual(2);
      cursor = body.next_cursor;
      path = '/clients?name=pAgE&limit=2&order=client_name';
    }
    expect(names).toEqual(['Page 0', 'Page 1', 'Page 2', 'Page 3', 'Page 4']);
  });

  it('takes no character of a name for a wildcard', async () => {
    await machine.post('/clients', { client_name: '100%', redirect_uris: [REDIRECT_URI] });
    const { body } = await machine.get(`/clients?name=${encodeURIComponent('%')}`);
    expect(body.items.map(({ client_name }: { client_name: string }) => client_name)).toEqual(['100%']);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=1e2', 'limit'],
    ['limit=', 'limit'],
    ['limit=5&limit=6', 'limit'],
    ['cursor=nonsense', 'cursor'],
    ['cursor=', 'cursor'],
    [`cursor=${'x'.repeat(2000)}`, 'cursor'],
    ['cursor=a&cursor=b', 'cursor'],
    ['name=', 'name'],
    ['order=secret_hash', 'order'],
    ['nmae=x', 'nmae'],
  ])('refuses ?%s and names %s', async (query, field) => {
    expect(errorsOf(await machine.get(`/clients?${query}`))).toEqual([400, [field]]);
  });

  it('refuses a cursor of another list', async () => {
    const { body } = await machine.get('/events?limit=1');
    expect(errorsOf(await machine.get(`/clients?cursor=${body.next_cursor}`))).toEqual([400, ['cursor']]);
  });
});

describe('A client that was changed since it was read (RFC 9110 §13.1.1)', () => {
  let path: string;
  beforeEach(async () => {
    path = `/clients/${(await newMachine()).client_id}`;
    await machine.patch(path, { client_name: 'Changed' });
  });

  it.each([
    ['PUT', '', { grant_types: ['client_credentials'] }],
    ['PATCH', '', { client_name: 'Mine' }],
    ['POST', '/disable', undefined],
    ['POST', '/enable', undefined],
    ['POST', '/secrets', undefined],
    ['DELETE', '', undefined],
  ])('is left as it is by %s %s with the old ETag', async (method, suffix, body) => {
    const before = await machine.get(path);
    const answer = await machine.call(method, path + suffix, body, { 'if-match': '"1"' });
    expect([answer.status, answer.body.type]).toEqual([412, problem('version_mismatch')]);
    expect((await machine.get(path)).body).toEqual(before.body);
  });

  it.each([
    ['the right ETag', '"2"', 200],
    ['it among others', '"1", "2"', 200],
    ['*', '*', 200],
    ['a weak ETag, which never matches', 'W/"2"', 412],
    ['no quotes', '2', 400],
    ['nothing', '', 400],
    ['half a quote', '"2', 400],
  ])('answers If-Match with %s (%s) by %i', async (_, header, status) => {
    expect((await machine.patch(path, { client_name: 'Mine' }, { 'if-match': header })).status).toBe(status);
  });

  it('is changed without If-Match, except by PUT, which would undo what nobody has seen', async () => {
    expect((await machine.patch(path, { client_name: 'Mine' })).status).toBe(200);
    const put = await machine.put(path, { grant_types: ['client_credentials'] });
    expect([put.status, put.body.type]).toEqual([428, problem('precondition_required')]);
  });

  it('is changed by both of two who change it at once, when neither named a version', async () => {
    const answers = await Promise.all([
      machine.patch(path, { client_uri: 'https://a.example' }),
      machine.patch(path, { policy_uri: 'https://b.example' }),
      machine.patch(path, { tos_uri: 'https://c.example' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await machine.get(path)).body).toMatchObject({
      client_uri: 'https://a.example',
      policy_uri: 'https://b.example',
      tos_uri: 'https://c.example',
    });
  });

  it('is changed by exactly one of many who read the same version', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        machine.patch(path, { client_name: `Number ${index}` }, { 'if-match': '"2"' }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(7);
  });
});

describe('PUT /clients/{client_id}', () => {
  it('takes what was read, changed and sent back whole', async () => {
    const { client_id } = await newMachine();
    const read = await machine.get(`/clients/${client_id}`);
    const sent = { ...read.body, client_name: 'Renamed' };
    const put = await machine.put(`/clients/${client_id}`, sent, { 'if-match': read.etag });
    expect([put.status, put.etag]).toEqual([200, '"2"']);
    expect(put.body).toEqual({ ...sent, version: 2, updated_at: put.body.updated_at });
  });

  it('takes back to its default what is left out, but never enables a client unawares', async () => {
    const { client_id } = await newMachine();
    await machine.patch(`/clients/${client_id}`, { client_name: 'Named', status: 'disabled' });
    const { body } = await machine.put(
      `/clients/${client_id}`,
      { grant_types: ['client_credentials'] },
      { 'if-match': '*' },
    );
    expect(body).toMatchObject({ client_name: null, scope: null, status: 'disabled' });
  });

  it.each(['client_id', 'secrets', 'created_at', 'version'])('refuses another %s', async (member) => {
    const { client_id } = await newMachine();
    const { body, etag } = await machine.get(`/clients/${client_id}`);
    const answer = await machine.put(`/clients/${client_id}`, { ...body, [member]: 9 }, { 'if-match': etag });
    expect(errorsOf(answer)).toEqual([400, [member]]);
  });
});

describe('PATCH /clients/{client_id} (RFC 7396)', () => {
  it.each(['application/merge-patch+json', 'application/json'])(
    'changes what is named, by %s',
    async (type) => {
      const { client_id } = await newMachine();
      await machine.patch(`/clients/${client_id}`, { client_name: 'Named', contacts: ['a@example.com'] });
      const patch = { client_name: null, access_token_format: 'opaque' };
      const { body } = await machine.patch(`/clients/${client_id}`, patch, { 'content-type': type });
      expect(body).toMatchObject({
        client_name: null,
        access_token_format: 'opaque',
        contacts: ['a@example.com'],
        grant_types: ['client_credentials'],
      });
    },
  );

  it('changes nothing, and names the fault, when the whole would break a rule', async () => {
    const { client_id } = await newMachine();
    const answer = await machine.patch(`/clients/${client_id}`, { grant_types: ['authorization_code'] });
    expect(errorsOf(answer)[1]).toContain('redirect_uris');
    expect((await machine.get(`/clients/${client_id}`)).body.version).toBe(1);
  });

  it('gives a secret, this once, to a client that begins to need one', async () => {
    const { body } = await machine.post('/clients', {
      redirect_uris: [REDIRECT_URI],
      token_endpoint_auth_method: 'none',
    });
    const path = `/clients/${body.client_id}`;
    const patched = await machine.patch(path, { token_endpoint_auth_method: 'client_secret_basic' });
    expect(patched.body.client_secret).toMatch(/^[\w-]{43}$/);
    expect((await machine.get(path)).body).not.toHaveProperty('client_secret');
  });
});

describe('The secrets of a client', () => {
  it('are two during a rotation: the old one works until it is retired', async () => {
    const { client_id, client_secret: old, secrets } = await newMachine();
    const path = `/clients/${client_id}/secrets`;
    const works = async (secret: string) =>
      (await clientCredentials(api.portico.url, client_id, secret)).status === 200;

    const rotated = await machine.post(path);
    const { client_secret: next } = rotated.body;
    expect([rotated.status, await works(old), await works(next)]).toEqual([201, true, true]);

    const third = await machine.post(path);
    expect([third.status, third.body.type]).toEqual([409, problem('two_secrets')]);

    expect((await machine.delete(`${path}/${secrets[0].id}`)).status).toBe(204);
    expect([await works(old), await works(next)]).toEqual([false, true]);

    const last = await machine.delete(`${path}/${rotated.body.id}`);
    expect([last.status, last.body.type, await works(next)]).toEqual([409, problem('last_secret'), true]);
    expect((await machine.delete(`${path}/${secrets[0].id}`)).status).toBe(404);
  });

  it('are none of a public client', async () => {
    const { body } = await machine.post('/clients', {
      redirect_uris: [REDIRECT_URI],
      token_endpoint_auth_method: 'none',
    });
    const answer = await machine.post(`/clients/${body.client_id}/secrets`);
    expect([answer.status, answer.body.type]).toEqual([409, problem('no_secret_method')]);
  });

  it('are named by a UUID', async () => {
    expect(errorsOf(await machine.delete('/clients/management/secrets/1'))).toEqual([400, ['secret_id']]);
  });
});

describe('The status of a client', () => {
  it('decides at once whether it obtains anything, and whether what it has works', async () => {
    const { body } = await machine.post('/clients', {
      grant_types: ['client_credentials'],
      scope: 'admin:read',
    });
    const { client_id, client_secret } = body;
    const issued = await clientCredentials(api.portico.url, client_id, client_secret, 'admin:read');
    const script = api.caller(issued.access_token);

    const disabled = await machine.post(`/clients/${client_id}/disable`);
    expect([disabled.status, disabled.etag, disabled.body.status]).toEqual([200, '"2"', 'disabled']);
    expect((await script.get('/clients')).status).toBe(401);
    expect((await clientCredentials(api.portico.url, client_id, client_secret)).status).not.toBe(200);

    const enabled = await machine.post(`/clients/${client_id}/enable`);
    expect([enabled.status, enabled.etag, enabled.body.status]).toEqual([200, '"3"', 'enabled']);
    expect((await script.get('/clients')).status).toBe(200);
  });
});

describe('GET /clients/{client_id}/rules', () => {
  it('says what holds, why, and what is unsafe about it', async () => {
    const { body } = await machine.post('/clients', { redirect_uris: [REDIRECT_URI], require_pkce: false });
    const { body: found } = await machine.get(`/clients/${body.client_id}/rules`);
    expect(found.rules).toMatchObject({
      require_pkce: { value: false, source: 'client' },
      access_token_lifetime: { value: 600, source: 'profile' },
    });
    expect(found.warnings).toEqual([expect.stringContaining('PKCE')]);
  });
});

describe('What people gave a client', () => {
  const person = { email: 'gives@example.com', password: 'seven green herons' };
  let client: { client_id: string; redirect_uri: string };
  let access_token: string;
  let userId: string;

  beforeAll(async () => {
    userId = (await machine.post('/users', person)).body.id;
  });
  beforeEach(async () => {
    const { body } = await machine.post('/clients', {
      redirect_uris: [REDIRECT_URI],
      token_endpoint_auth_method: 'none',
    });
    client = { client_id: body.client_id, redirect_uri: REDIRECT_URI };
    ({ access_token } = await signIn(
      api.portico.url,
      client,
      person,
      'openid',
      new TestBrowser(api.portico.url),
    ));
  });

  const userinfo = async () =>
    (
      await fetch(`${api.portico.url}/oauth2/userinfo`, {
        headers: { authorization: `Bearer ${access_token}` },
      })
    ).status;
  const consents = async (): Promise<string[]> =>
    (await machine.get(`/users/${userId}/consents`)).body.items.map(
      (one: { client_id: string }) => one.client_id,
    );

  it('ends with DELETE /clients/{client_id}/tokens; what they agreed to stays', async () => {
    expect(await userinfo()).toBe(200);
    expect((await machine.delete(`/clients/${client.client_id}/tokens`)).status).toBe(204);
    expect(await userinfo()).toBe(401);
    expect(await consents()).toContain(client.client_id);
  });

  it('ends with the client, and so does what they agreed to, even if the client_id is used again', async () => {
    expect(await userinfo()).toBe(200);
    expect((await machine.delete(`/clients/${client.client_id}`)).status).toBe(204);
    expect((await machine.get(`/clients/${client.client_id}`)).status).toBe(404);
    expect(await userinfo()).toBe(401);
    await machine.post('/clients', { client_id: client.client_id, redirect_uris: [REDIRECT_URI] });
    expect(await userinfo()).toBe(401);
    expect(await consents()).not.toContain(client.client_id);
  });

  it('a client’s own tokens end with DELETE /clients/{client_id}/tokens', async () => {
    const { body } = await machine.post('/clients', {
      grant_types: ['client_credentials'],
      scope: 'admin:read',
    });
    const issued = await clientCredentials(api.portico.url, body.client_id, body.client_secret, 'admin:read');
    const script = api.caller(issued.access_token);
    expect((await script.get('/clients')).status).toBe(200);
    await machine.delete(`/clients/${body.client_id}/tokens`);
    expect((await script.get('/clients')).status).toBe(401);
  });
});

describe('The trail of what was done to a client', () => {
  it('says what, by whom, from where and in which request', async () => {
    const { client_id } = await newMachine();
    const owner = await api.person('owner');
    const patched = await owner.patch(`/clients/${client_id}`, { client_name: 'Seen' });
    const { body } = await machine.get(`/events?subject=client:${client_id}`);
    const seen = body.items.map((event: { type: string; actor: string }) => [event.type, event.actor]);
    expect(seen).toEqual([
      ['client.updated', `account:${owner.id}`],
      ['client.created', 'client:management'],
    ]);
    expect(body.items[0]).toMatchObject({
      ip: '127.0.0.1',
      request_id: patched.headers.get('x-request-id'),
      data: { changed: ['client_name'] },
    });
  });
});
