import { ModulesContainer, Reflector } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdminRole } from '#libs/accounts';
import {
  type AdminApi,
  type Caller,
  CONSOLE,
  clientCredentials,
  problem,
  signIn,
  startAdminApi,
} from './admin-api.js';

/**
 * Who may call what: o owner, a admin, s support, u auditor, m a client for itself. One line for each endpoint; an
 * endpoint without a line fails below.
 */
const TABLE: Readonly<Record<string, string>> = {
  createClient: 'oa--m',
  listClients: 'oa-um',
  getClient: 'oa-um',
  replaceClient: 'oa--m',
  updateClient: 'oa--m',
  deleteClient: 'oa--m',
  enableClient: 'oa--m',
  disableClient: 'oa--m',
  getClientRules: 'oa-um',
  listClientSnippets: 'oa-um',
  revokeClientTokens: 'oa--m',
  rotateClientSecret: 'oa--m',
  retireClientSecret: 'oa--m',
  listLogoutDeliveries: 'oa-um',
  retryLogoutDelivery: 'oa--m',
  createUser: 'oa--m',
  listUsers: 'oasum',
  getUser: 'oasum',
  updateUser: 'oa--m',
  deleteUser: 'oa--m',
  enableUser: 'oa--m',
  disableUser: 'oa--m',
  setUserPassword: 'oas-m',
  inviteUser: 'oas-m',
  listUserSessions: 'oasum',
  endUserSession: 'oas-m',
  endUserSessions: 'oas-m',
  listUserConsents: 'oasum',
  revokeUserConsent: 'oa--m',
  revokeUserConsents: 'oa--m',
  getMe: 'oasum',
  getActivity: 'oasum',
  createAccessPolicy: 'oa--m',
  listAccessPolicies: 'oa-um',
  checkAccessPolicy: 'oa--m',
  getAccessPolicy: 'oa-um',
  replaceAccessPolicy: 'oa--m',
  simulateAccess: 'oa--m',
  deleteAccessPolicy: 'oa--m',
  listAccessPolicyVersions: 'oa-um',
  listAccessPolicyAssignments: 'oa-um',
  getClientAccess: 'oa-um',
  setClientAccess: 'oa--m',
  getUserAccess: 'oa-um',
  setUserAccess: 'oa--m',
  getGroupAccess: 'oa-um',
  setGroupAccess: 'oa--m',
  listRoleAccess: 'oa-um',
  getRoleAccess: 'oa-um',
  setRoleAccess: 'oa--m',
  createGroup: 'oa--m',
  listGroups: 'oasum',
  getGroup: 'oasum',
  updateGroup: 'oa--m',
  deleteGroup: 'oa--m',
  listGroupMembers: 'oasum',
  addGroupMember: 'oa--m',
  removeGroupMember: 'oa--m',
  listUserGroups: 'oasum',
  listEvents: 'oa-um',
  exportEvents: 'oa-um',
  listRefusals: 'oasum',
  getRefusal: 'oasum',
  listKeys: 'oa-um',
  rotateKey: 'oa--m',
  withdrawKey: 'o----',
};

const ROLES = ['owner', 'admin', 'support', 'auditor'] as const satisfies readonly AdminRole[];

let api: AdminApi;
const callers = new Map<string, Caller>();

beforeAll(async () => {
  api = await startAdminApi();
  for (const role of ROLES) callers.set(role, await api.person(role));
  callers.set('machine', api.machine);
  callers.set('nobody', await api.person(null));
});
afterAll(() => api.close());

function as(who: string): Caller {
  const caller = callers.get(who);
  if (!caller) throw new Error(`nobody is ${who}`);
  return caller;
}

interface Endpoint {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
}

/** Every endpoint below /admin/v1 that the document has, with parameters that fit and name nothing. */
function endpoints(): Endpoint[] {
  return Object.entries(api.documented.document.paths)
    .filter(([path]) => path.startsWith('/admin/v1'))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => ({
        method: method.toUpperCase(),
        path: path
          .slice('/admin/v1'.length)
          .replace('{id}', '00000000-0000-4000-8000-000000000000')
          .replace('{secret_id}', '00000000-0000-4000-8000-000000000000')
          .replace('{delivery_id}', '00000000-0000-4000-8000-000000000000')
          .replace('{client_id}', 'no-such-client')
          .replace('{sid}', 'no-such-session')
          .replace('{reference}', 'ZZZZZZZZ')
          .replace('{alg}', 'ES256')
          .replace('{kid}', 'no-such-key'.padEnd(43, '-')),
        operationId,
      })),
    );
}

/** A body that is refused after the guards at the latest, so that the table changes nothing. */
const HARMLESS = '[]';

describe('Every endpoint of the admin API', () => {
  it('has its line in the table', () => {
    const ids = endpoints().map(({ operationId }) => operationId);
    expect(ids.toSorted()).toEqual(Object.keys(TABLE).toSorted());
  });

  it('that Nest serves is in the document, and names a permission', () => {
    const reflector = api.portico.get(Reflector);
    const served = [...api.portico.get(ModulesContainer).values()]
      .filter(({ name }) => name === 'AdminModule')
      .flatMap(({ controllers }) => [...controllers.values()])
      .filter(({ name }) => name !== 'UnknownEndpointController')
      .flatMap(({ metatype }) =>
        Object.getOwnPropertyNames(metatype?.prototype)
          .filter((name) => name !== 'constructor')
          .map((name) => metatype?.prototype[name]),
      );
    expect(served).toHaveLength(Object.keys(TABLE).length);
    for (const handler of served) expect(reflector.get('portico:permission', handler)).toBeTypeOf('string');
  });

  it.each([...ROLES, 'machine'])('lets %s do what the table says, and nothing else', async (who) => {
    const column = [...ROLES, 'machine'].indexOf(who);
    const found = await Promise.all(
      endpoints().map(async ({ method, path, operationId }) => {
        const answer = await as(who).call(
          method,
          path,
          method === 'GET' || method === 'DELETE' ? undefined : HARMLESS,
        );
        const permitted = answer.body.type !== problem('not_permitted');
        expect(answer.status === 403, operationId).toBe(!permitted);
        expect(answer.status, operationId).not.toBe(401);
        return [operationId, permitted];
      }),
    );
    const expected = Object.entries(TABLE).map(([operationId, cells]) => [
      operationId,
      cells[column] !== '-',
    ]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
  });

  it('refuses a person without an administrative role', async () => {
    for (const { method, path, operationId } of endpoints()) {
      const answer = await as('nobody').call(method, path);
      expect([answer.status, answer.body.type], operationId).toEqual([403, problem('not_permitted')]);
    }
  });

  it('refuses whoever brings no token, and says how to bring one (RFC 6750 §3)', async () => {
    for (const { method, path, operationId } of endpoints()) {
      const answer = await api.caller('').call(method, path);
      expect([answer.status, answer.body.type], operationId).toEqual([401, problem('invalid_token')]);
      expect(answer.headers.get('www-authenticate'), operationId).toBe('Bearer realm="Portico"');
    }
  });

  it.each([
    ['admin:read', 'admin:write'],
    ['admin:write', 'admin:read'],
  ])('with only %s refuses what needs %s, even to an owner', async (held, needed) => {
    const { access_token } = await ownerTokens(`openid ${held}`);
    const owner = api.caller(access_token);
    for (const { method, path, operationId } of endpoints()) {
      const answer = await owner.call(
        method,
        path,
        method === 'GET' || method === 'DELETE' ? undefined : HARMLESS,
      );
      const reads = method === 'GET';
      const refused = reads === (needed === 'admin:read');
      expect(answer.body.type === problem('insufficient_scope'), operationId).toBe(refused);
      if (refused) expect(answer.headers.get('www-authenticate')).toContain(`scope="${needed}"`);
    }
  });

  it('is never kept by anybody, and never shared with another origin', async () => {
    for (const { method, path, operationId } of endpoints()) {
      const headers = { origin: 'https://console.example' };
      for (const caller of [as('machine'), as('nobody')]) {
        const body = method === 'GET' || method === 'DELETE' ? undefined : HARMLESS;
        const answer = await caller.call(method, path, body, headers);
        expect(answer.headers.get('cache-control'), operationId).toBe('no-store');
        const cors = [...answer.headers.keys()].filter((name) => name.startsWith('access-control-'));
        expect(cors, operationId).toEqual([]);
      }
    }
  });
});

/** Tokens of the owner whom the configuration declares. */
function ownerTokens(scope: string) {
  const person = { email: 'admin@example.com', password: 'correct horse battery staple' };
  return signIn(api.portico.url, CONSOLE, person, scope);
}

describe('The rights of an administrator', () => {
  it('are those of this moment: a role that is taken away is gone with the next request', async () => {
    const admin = await api.person('admin');
    expect((await admin.get('/users')).status).toBe(200);
    await api.machine.patch(`/users/${admin.id}`, { admin_role: null });
    expect((await admin.get('/users')).body.type).toBe(problem('not_permitted'));
    await api.machine.patch(`/users/${admin.id}`, { admin_role: 'support' });
    expect((await admin.get('/users')).status).toBe(200);
    expect((await admin.get('/clients')).body.type).toBe(problem('not_permitted'));
  });

  it('end with their session, and when they are disabled: enabled again, they must sign in', async () => {
    const admin = await api.person('admin');
    await api.machine.delete(`/users/${admin.id}/sessions`);
    expect((await admin.get('/users')).status).toBe(401);
    const other = await api.person('admin');
    await api.machine.post(`/users/${other.id}/disable`);
    expect((await other.get('/users')).status).toBe(401);
    await api.machine.post(`/users/${other.id}/enable`);
    expect((await other.get('/users')).status).toBe(401);
  });

  it('end when an owner takes the scope from the client that the token was given to', async () => {
    const { body } = await api.machine.post('/clients', {
      scope: 'admin:read',
      grant_types: ['client_credentials'],
    });
    const { access_token } = await clientCredentials(
      api.portico.url,
      body.client_id,
      body.client_secret,
      'admin:read',
    );
    const script = api.caller(access_token);
    expect((await script.get('/clients')).status).toBe(200);
    await api.machine.patch(`/clients/${body.client_id}`, { scope: 'openid' });
    expect((await script.get('/clients')).body.type).toBe(problem('insufficient_scope'));
  });

  it('need a token that is meant for the admin API (RFC 9068 §4)', async () => {
    const { access_token } = await ownerTokens('openid');
    const answer = await api.caller(access_token).get('/clients');
    expect([answer.status, answer.body.type]).toEqual([401, problem('invalid_token')]);
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('reach a person through a form body no more than through the header', async () => {
    const answer = await api
      .caller('')
      .post('/users', `access_token=${as('owner').token}&email=x@example.com`, {
        'content-type': 'application/x-www-form-urlencoded',
      });
    expect([answer.status, answer.body.errors]).toEqual([
      400,
      [{ field: 'body', detail: 'must be a JSON object' }],
    ]);
  });
});

describe('Nobody gives, or gets hold of, rights above their own', () => {
  const people = new Map<string, Caller>();
  beforeAll(async () => {
    for (const role of ROLES) people.set(role, await api.person(role));
    people.set('nobody', await api.person(null));
  });
  const idOf = (role: string) => people.get(role)?.id ?? '';

  /** Which roles each may give; support and auditors may give none at all. */
  it.each([
    ['owner', ['owner', 'admin', 'support', 'auditor']],
    ['admin', ['admin', 'support', 'auditor']],
    ['machine', ['admin', 'support', 'auditor']],
  ])('%s can make %j', async (who, expected) => {
    const given: string[] = [];
    for (const role of ROLES) {
      const created = await as(who).post('/users', { admin_role: role });
      const { body: person } = await api.machine.post('/users', {});
      const patched = await as(who).patch(`/users/${person.id}`, { admin_role: role });
      expect(patched.status, role).toBe(created.status === 201 ? 200 : 403);
      if (created.status === 201) given.push(role);
      else expect(created.body.type).toBe(problem('not_permitted'));
    }
    expect(given).toEqual(expected);
  });

  /** On whom each may act. An auditor may see what support may not, so support can't take an auditor over either. */
  it.each([
    ['owner', ['owner', 'admin', 'support', 'auditor', 'nobody']],
    ['admin', ['admin', 'support', 'auditor', 'nobody']],
    ['machine', ['admin', 'support', 'auditor', 'nobody']],
    ['support', ['support', 'nobody']],
  ])('%s can invite, sign out and set the password of %j', async (who, expected) => {
    const reached: string[] = [];
    for (const role of [...ROLES, 'nobody']) {
      const answers = [
        await as(who).post(`/users/${idOf(role)}/invitation`),
        await as(who).delete(`/users/${idOf(role)}/sessions`),
        await as(who).put(`/users/${idOf(role)}/password`, { password: 'eleven white swans' }),
      ];
      const statuses = new Set(answers.map(({ status }) => (status < 300 ? 'done' : status)));
      expect(statuses.size, role).toBe(1);
      if (statuses.has('done')) reached.push(role);
      else expect(statuses, role).toEqual(new Set([403]));
    }
    expect(reached).toEqual(expected);
  });

  it.each(['admin', 'machine'])('%s can neither change, disable nor delete an owner', async (who) => {
    const path = `/users/${idOf('owner')}`;
    const answers = [
      await as(who).patch(path, { email: 'mine@example.com' }),
      await as(who).post(`${path}/disable`),
      await as(who).delete(path),
      await as(who).delete(`${path}/consents`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });

  it('an admin can change nothing of a client that may act as an administrator', async () => {
    const path = '/clients/management';
    const { body } = await as('admin').get(path);
    const answers = [
      await as('admin').patch(path, { client_name: 'Mine' }),
      await as('admin').put(path, { client_name: 'Mine' }, { 'if-match': '*' }),
      await as('admin').post(`${path}/secrets`),
      await as('admin').delete(`${path}/secrets/${body.secrets[0].id}`),
      await as('admin').post(`${path}/disable`),
      await as('admin').delete(`${path}/tokens`),
      await as('admin').delete(path),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403, 403]);
    expect((await api.machine.get(path)).etag).toBe(`"${body.version}"`);
  });

  it.each(['scope', 'default_scope'])(
    'an admin can give a client no administrative scope by %s',
    async (member) => {
      const metadata = { redirect_uris: ['https://a.example/callback'], [member]: 'openid admin:read' };
      const { body: client } = await as('admin').post('/clients', {
        redirect_uris: ['https://a.example/callback'],
      });
      const path = `/clients/${client.client_id}`;
      expect((await as('admin').post('/clients', metadata)).status).toBe(403);
      expect((await as('admin').patch(path, { [member]: 'admin:read' })).status).toBe(403);
      expect((await as('admin').put(path, metadata, { 'if-match': '*' })).status).toBe(403);
      expect((await as('owner').patch(path, { scope: 'openid admin:read' })).status).toBe(200);
      expect((await as('admin').patch(path, { client_name: 'Mine' })).status).toBe(403);
    },
  );
});
