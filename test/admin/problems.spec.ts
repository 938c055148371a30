import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Accounts } from '#libs/accounts';
import { freePort } from '../support/portico.js';
import { type AdminApi, type Caller, problem, startAdminApi } from './admin-api.js';

let api: AdminApi;
let machine: Caller;
beforeAll(async () => {
  api = await startAdminApi();
  ({ machine } = api);
});
afterAll(() => api.close());

const JSON_TYPE = { 'content-type': 'application/json' };

describe('What is wrong with a request, RFC 9457', () => {
  it('is said as problem details, with the id of the request', async () => {
    const { status, headers, body } = await machine.post('/clients', { client_name: '' });
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(body).toEqual({
      type: problem('validation_failed'),
      title: 'What was sent breaks a rule',
      status,
      detail: expect.any(String),
      instance: `urn:portico:request:${headers.get('x-request-id')}`,
      errors: [{ field: 'client_name', detail: 'must not be empty' }],
    });
  });

  it.each([
    ['JSON that ends too early', '{"client_name":', 400, 'malformed_request'],
    ['no JSON', 'client_name=x', 400, 'malformed_request'],
    ['nothing at all', '', 400, 'validation_failed'],
    [
      'a member twice over, to poison all objects',
      '{"__proto__": {"isAdmin": true}}',
      400,
      'malformed_request',
    ],
    ['400 KB', JSON.stringify({ client_name: 'x'.repeat(400_000) }), 413, 'body_too_large'],
    ['20,000 levels', `{"jwks":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 400, 'validation_failed'],
    [
      '20,000 objects in each other',
      `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
      400,
      'validation_failed',
    ],
  ])('%s', async (_, text, status, name) => {
    for (const path of ['/clients', '/users']) {
      const answer = await machine.post(path, text, JSON_TYPE);
      expect([answer.status, answer.body.type], path).toEqual([status, problem(name)]);
    }
  });

  it('is not the content type that libraries send with every request, with a body or without', async () => {
    const client = { client_name: 'One', redirect_uris: ['https://app.example/callback'] };
    const path = `/clients/${(await machine.post('/clients', client)).body.client_id}`;
    expect((await machine.post(`${path}/secrets`, undefined, JSON_TYPE)).status).toBe(201);
    expect((await machine.get(path, JSON_TYPE)).status).toBe(200);
    expect((await machine.delete(path, JSON_TYPE)).status).toBe(204);
  });

  it.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x'])(
    'a body of %s',
    async (type) => {
      const answer = await machine.post('/clients', '{}', { 'content-type': type });
      expect([answer.status, answer.body.type]).toEqual([415, problem('unsupported_media_type')]);
    },
  );

  it.each([
    ['GET', '/admin/v1/nothing'],
    ['GET', '/admin/v1'],
    ['GET', '/admin/v1/'],
    ['GET', '/admin/v1/clients/x/y'],
    ['GET', '/admin/v1/..%2f..%2fetc/passwd'],
    ['GET', '/admin/v1/users/'],
    ['DELETE', '/admin/v1/clients/'],
    ['POST', '/admin/v1/users//enable'],
    ['GET', `/admin/v1/users/${'a'.repeat(301)}`],
  ])('an endpoint that there is not: %s %s', async (method, path) => {
    const response = await fetch(`${api.portico.url}${path}`, { method });
    expect(response.status).toBe(404);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(((await response.json()) as { type: string }).type).toBe(problem('not_found'));
  });

  it.each(['/admin/v1/users/%zz', '/admin/v1/clients/%E0%A4%A', '/admin/v1/%'])(
    'an address whose percent signs mean nothing: %s',
    async (path) => {
      const response = await fetch(`${api.portico.url}${path}`);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect([response.status, await response.json()]).toMatchObject([
        400,
        { type: problem('malformed_request') },
      ]);
    },
  );

  it.each([
    ['PUT', '/clients', 'GET, HEAD, POST'],
    ['OPTIONS', '/clients?name=x', 'GET, HEAD, POST'],
    ['GET', '/clients/x/secrets', 'POST'],
    ['POST', '/users/7', 'DELETE, GET, HEAD, PATCH'],
    ['PATCH', '/events', 'GET, HEAD'],
  ])('a method that is not served: %s %s, where %s are', async (method, path, allow) => {
    const response = await fetch(`${api.portico.url}/admin/v1${path}`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
    expect(((await response.json()) as { type: string }).type).toBe(problem('method_not_allowed'));
  });

  it('a text that no database could keep, or that hides what it is', async () => {
    for (const text of ['a\u0000b', 'a\u202Eb', '\uD800', 'a\nb']) {
      const client = await machine.post('/clients', { client_name: text });
      expect([client.status, client.body.errors[0].field], JSON.stringify(text)).toEqual([
        400,
        'client_name',
      ]);
    }
    for (const text of ['a\u0000b', '\uD800', 'a\nb']) {
      const user = await machine.post('/users', { name: text });
      expect([user.status, user.body.errors[0].field], JSON.stringify(text)).toEqual([400, 'name']);
      const search = await machine.get(`/users?search=${encodeURIComponent(text.replace(/\p{Cs}/u, '?'))}`);
      expect(search.status, JSON.stringify(text)).toBeLessThan(500);
    }
  });

  it('never repeats what was sent', async () => {
    const marker = 'x7Qm-marker';
    const answers = [
      await machine.post('/clients', {
        client_name: 7,
        [marker]: marker,
        redirect_uris: [`ftp://${marker}`],
      }),
      await machine.post('/users', { email: marker, password: `${marker}`.slice(0, 5) }),
      await machine.get(`/users/${marker}`),
      await machine.get(`/clients?limit=${marker}`),
      await machine.get(`/clients?cursor=${marker}`),
      await machine.patch('/clients/management', {}, { 'if-match': marker }),
      await machine.get(`/nothing-${marker}`).catch(() => undefined),
    ];
    for (const answer of answers) {
      const { errors = [], ...rest } = answer?.body ?? {};
      expect(JSON.stringify(rest)).not.toContain(marker);
      for (const { detail } of errors) expect(detail).not.toContain(marker);
    }
  });
});

describe('What goes wrong inside', () => {
  it('is answered without a word about it, but with the id that the log has it under', async () => {
    const accounts = api.portico.get(Accounts);
    const list = accounts.list;
    accounts.list = () => Promise.reject(new Error('SELECT secret FROM somewhere'));
    try {
      const { status, body, headers } = await machine.get('/users');
      expect([status, body.type, body.detail]).toEqual([500, problem('internal_error'), 'It was logged.']);
      expect(body.instance).toContain(headers.get('x-request-id'));
      expect(JSON.stringify(body)).not.toContain('SELECT');
    } finally {
      accounts.list = list;
    }
  });
});

describe('Below an issuer with a path', () => {
  it('everything is at the same place below it', async () => {
    const port = String(await freePort());
    const below = await startAdminApi({ PORTICO_PORT: port, PORTICO_ISSUER: `http://localhost:${port}/id` });
    try {
      const created = await below.machine.post('/users', { name: 'Below', invite: true });
      expect(created.headers.get('location')).toBe(
        `http://localhost:${port}/id/admin/v1/users/${created.body.id}`,
      );
      expect(created.body.invitation_url).toMatch(
        new RegExp(`^http://localhost:${port}/id/invitation\\?token=`),
      );
      expect((await below.machine.post('/users', '{', JSON_TYPE)).body.type).toBe(
        problem('malformed_request'),
      );
      const nowhere = await fetch(`http://localhost:${port}/id/admin/v1/nothing`);
      expect(((await nowhere.json()) as { type: string }).type).toBe(problem('not_found'));
    } finally {
      await below.close();
    }
  });
});
