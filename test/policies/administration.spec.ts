import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminApi, type Caller, errorsOf, problem, startAdminApi } from '../admin/admin-api.js';
import { startPortico } from '../support/portico.js';

let api: AdminApi;
let machine: Caller;
beforeAll(async () => {
  api = await startAdminApi();
  ({ machine } = api);
});
afterAll(() => api.close());

let made = 0;
const named = (more: object = {}) => ({ name: `P${String(made++).padStart(4, '0')}`, ...more });
const aPolicy = async (more: object = {}) => (await machine.post('/access-policies', named(more))).body;
const aClient = async () =>
  (await machine.post('/clients', { redirect_uris: ['https://a.example/callback'] })).body.client_id;
const aPerson = async (more: object = {}) => (await machine.post('/users', more)).body.id as string;
const aGroup = async () => (await machine.post('/groups', { name: `G${made++}` })).body;
const having = (policy_id: string, more: object = {}) => ({ access_policies: [{ policy_id }], ...more });

describe('Access policies by REST', () => {
  it('are written, read, replaced and deleted, each with its version', async () => {
    const created = await machine.post('/access-policies', named({ description: 'First' }));
    expect([created.status, created.etag]).toEqual([201, '"1"']);
    const path = `/access-policies/${created.body.id}`;
    expect(created.headers.get('location')).toBe(`${api.portico.url}/admin/v1${path}`);
    expect((await machine.get(path)).body).toEqual(created.body);

    const changed = { name: created.body.name, description: 'Second' };
    const replaced = await machine.put(path, changed, { 'if-match': '"1"' });
    expect([replaced.status, replaced.etag, replaced.body.description]).toEqual([200, '"2"', 'Second']);
    expect((await machine.put(path, changed, { 'if-match': '"1"' })).body.type).toBe(
      problem('version_mismatch'),
    );
    expect((await machine.put(path, changed)).body.type).toBe(problem('precondition_required'));

    const versions = (await machine.get(`${path}/versions`)).body.items;
    expect(versions.map((one: never) => [one['version'], one['policy']['description']])).toEqual([
      [2, 'Second'],
      [1, 'First'],
    ]);
    expect(versions[0].actor).toBe('client:management');
    const { body: page } = await machine.get(`${path}/versions?limit=1`);
    const { body: next } = await machine.get(`${path}/versions?limit=1&cursor=${page.next_cursor}`);
    expect([next.items[0].version, next.next_cursor]).toEqual([1, undefined]);

    expect((await machine.delete(path)).status).toBe(204);
    expect((await machine.get(path)).body.type).toBe(problem('not_found'));
    expect((await machine.get(`${path}/versions`)).body.items).toHaveLength(2);
    const { body } = await machine.get(`/events?subject=access_policy:${created.body.id}`);
    expect(body.items.map(({ type }: { type: string }) => type)).toEqual([
      'access_policy.deleted',
      'access_policy.updated',
      'access_policy.created',
    ]);
  });

  it('have names of their own', async () => {
    const { name } = await aPolicy();
    const { status, body } = await machine.post('/access-policies', { name });
    expect([status, body.type]).toEqual([409, problem('name_taken')]);
  });

  it('are listed by name, page by page, and found by a part of it', async () => {
    for (const name of ['Zebra one', 'Zebra two', 'zebra three'])
      await machine.post('/access-policies', { name });
    const { body: first } = await machine.get('/access-policies?name=zebra&limit=2');
    expect(first.items.map(({ name }: { name: string }) => name)).toEqual(['Zebra one', 'Zebra two']);
    const { body: second } = await machine.get(
      `/access-policies?name=zebra&limit=2&cursor=${first.next_cursor}`,
    );
    expect([second.items[0].name, second.next_cursor]).toEqual(['zebra three', undefined]);
    expect(errorsOf(await machine.get('/access-policies?cursor=!!'))).toEqual([400, ['cursor']]);
  });

  it('are refused with a pointer to the member at fault, stored or only checked', async () => {
    const wrong = named({ rules: [{ name: 'r', resource: { type: 'note' }, actions: ['read', ''] }] });
    for (const path of ['/access-policies', '/access-policies/check']) {
      expect(errorsOf(await machine.post(path, wrong))).toEqual([400, ['/rules/0/actions/1']]);
    }
    expect((await machine.post('/access-policies/check', named())).status).toBe(204);
  });

  it.each([
    ['a list', '[]', 'body'],
    ['10,000 rules', JSON.stringify({ name: 'P', rules: Array(10_000).fill(0) }), '/rules'],
    ['deep JSON', `{"name":"P","rules":${'['.repeat(2000)}${']'.repeat(2000)}}`, 'body'],
  ])('are refused quickly when they are %s', async (_, sent, field) => {
    expect(errorsOf(await machine.post('/access-policies', sent))).toEqual([400, [field]]);
  });

  it('with prototype keys are refused before anybody looks at them', async () => {
    const answer = await machine.post('/access-policies', '{"name":"P","__proto__":{"rules":[]}}');
    expect([answer.status, answer.body.type]).toEqual([400, problem('malformed_request')]);
  });
});

describe('Who has an access policy', () => {
  it('a client that gets one is no longer unrestricted, and denied when it loses it, until somebody says otherwise', async () => {
    const path = `/clients/${await aClient()}/access`;
    expect((await machine.get(path)).body).toMatchObject({ unrestricted: true, access_policies: [] });
    const { id } = await aPolicy();
    const given = await machine.put(path, having(id));
    expect(given.body).toMatchObject({
      unrestricted: false,
      access_policies: [{ policy_id: id, parameters: {} }],
    });
    expect((await machine.put(path, { access_policies: [] })).body.unrestricted).toBe(false);
    expect((await machine.put(path, { access_policies: [], unrestricted: true })).body.unrestricted).toBe(
      true,
    );
    expect((await machine.put(path, { access_policies: [] })).body.unrestricted).toBe(true);
  });

  it('so does a person', async () => {
    const path = `/users/${await aPerson()}/access`;
    const { id } = await aPolicy();
    expect((await machine.put(path, having(id))).body.unrestricted).toBe(false);
    expect((await machine.put(path, { access_policies: [] })).body.unrestricted).toBe(false);
    expect((await machine.put(path, having(id, { unrestricted: true }))).body.unrestricted).toBe(true);
  });

  it('so do the people of a group, those who come into it, and those who leave it', async () => {
    const group = await aGroup();
    const [before, after, never] = [await aPerson(), await aPerson(), await aPerson()];
    await machine.put(`/groups/${group.id}/members/${before}`);
    const { id } = await aPolicy();
    expect((await machine.put(`/groups/${group.id}/access`, having(id))).status).toBe(200);
    await machine.put(`/groups/${group.id}/members/${after}`);
    await machine.delete(`/groups/${group.id}/members/${before}`);
    const access = async (person: string) => (await machine.get(`/users/${person}/access`)).body.unrestricted;
    expect([await access(before), await access(after), await access(never)]).toEqual([false, false, true]);
  });

  it('so do the people with a role, and those who get it', async () => {
    const role = `r_${made++}`;
    const [before, other] = [
      await aPerson({ roles: [role] }),
      await aPerson({ roles: [role.replace('_', 'x')] }),
    ];
    const { id } = await aPolicy();
    expect((await machine.put(`/roles/${role}/access`, having(id), { 'if-match': '"0"' })).etag).toBe('"1"');
    const [made1, later] = [await aPerson({ roles: [role] }), await aPerson()];
    await machine.patch(`/users/${later}`, { roles: ['x', role] });
    await machine.patch(`/users/${later}`, { roles: [] });
    const access = async (person: string) => (await machine.get(`/users/${person}/access`)).body.unrestricted;
    expect([await access(before), await access(made1), await access(later), await access(other)]).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect((await machine.get('/roles')).body.items).toContainEqual(
      expect.objectContaining({ role, access_policies: [{ policy_id: id, parameters: {} }] }),
    );
  });

  it('is told by the policy, which can’t be deleted meanwhile', async () => {
    const { id } = await aPolicy();
    const [client, person, group] = [await aClient(), await aPerson(), await aGroup()];
    for (const path of [`/clients/${client}`, `/users/${person}`, `/groups/${group.id}`, '/roles/keeper']) {
      await machine.put(`${path}/access`, having(id));
    }
    expect((await machine.get(`/access-policies/${id}/assignments`)).body.items).toEqual([
      { kind: 'client', id: client },
      { kind: 'group', id: group.id },
      { kind: 'role', id: 'keeper' },
      { kind: 'person', id: person },
    ]);
    const refused = await machine.delete(`/access-policies/${id}`);
    expect([refused.status, refused.body.type]).toEqual([409, problem('policy_in_use')]);
    for (const user of [client, person, group.id, 'keeper']) expect(refused.body.detail).toContain(user);
    for (const path of [`/clients/${client}`, `/users/${person}`, `/groups/${group.id}`, '/roles/keeper']) {
      await machine.put(`${path}/access`, { access_policies: [] });
    }
    expect((await machine.delete(`/access-policies/${id}`)).status).toBe(204);
  });

  it('must be said with each parameter that the policy declares, of its type', async () => {
    const parameters = [
      { name: 'region', type: 'text' },
      { name: 'limits', type: 'texts' },
    ];
    const { id } = await aPolicy({ parameters });
    const path = `/clients/${await aClient()}/access`;
    const given = (value: unknown) =>
      machine.put(path, { access_policies: [{ policy_id: id, parameters: value }] });
    const at = '/access_policies/0/parameters';
    expect(errorsOf(await given({}))).toEqual([400, [`${at}/region`, `${at}/limits`]]);
    expect(errorsOf(await given({ region: { variable: 'person.id' }, limits: ['a'] }))).toEqual([
      400,
      [`${at}/region`],
    ]);
    expect(errorsOf(await given({ region: 'n', limits: [1] }))).toEqual([400, [`${at}/limits`]]);
    expect(errorsOf(await given({ region: 'n', limits: [], more: 1 }))).toEqual([400, [`${at}/more`]]);
    expect(errorsOf(await given([]))).toEqual([400, [at]]);
    expect((await given({ region: 'n', limits: ['a'] })).status).toBe(200);
    expect(errorsOf(await machine.put(path, having('00000000-0000-4000-8000-000000000000')))).toEqual([
      400,
      ['/access_policies/0/policy_id'],
    ]);
    expect(errorsOf(await machine.put(path, having(id, { unrestricted: 'yes' })))).toEqual([
      400,
      ['/unrestricted'],
    ]);
  });

  it('is changed only as it was read, when the caller says how that was', async () => {
    const path = `/users/${await aPerson()}/access`;
    const { etag } = await machine.get(path);
    expect((await machine.put(path, { access_policies: [] }, { 'if-match': etag })).status).toBe(200);
    expect((await machine.put(path, { access_policies: [] }, { 'if-match': etag })).status).toBe(412);
  });

  it('is recorded', async () => {
    const id = await aPerson();
    await machine.put(`/users/${id}/access`, { access_policies: [], unrestricted: false });
    const { body } = await machine.get(`/events?subject=account:${id}&type=account.access_changed`);
    expect(body.items[0].data).toEqual({ unrestricted: false, access_policies: [] });
  });

  it('is nobody’s to change who may not change the person', async () => {
    const [owner, admin] = [await api.person('owner'), await api.person('admin')];
    const answer = await admin.put(`/users/${owner.id}/access`, { access_policies: [], unrestricted: false });
    expect(answer.body.type).toBe(problem('not_permitted'));
    const management = await admin.put('/clients/management/access', {
      access_policies: [],
      unrestricted: false,
    });
    expect(management.body.type).toBe(problem('not_permitted'));
  });
});

describe('Giving and deleting at the same time', () => {
  it('never leaves anybody with a policy that isn’t there', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await aPolicy();
      const person = await aPerson();
      const [given, deleted] = await Promise.all([
        machine.put(`/users/${person}/access`, having(id)),
        machine.delete(`/access-policies/${id}`),
      ]);
      expect([given.status, deleted.status]).toSatisfy(
        ([put, gone]) => (put === 200 && gone === 409) || (put === 400 && gone === 204),
      );
    }
  });
});

describe('Groups of people by REST', () => {
  it('are made, renamed, filled, emptied and deleted', async () => {
    const group = await aGroup();
    const path = `/groups/${group.id}`;
    const renamed = await machine.patch(path, { name: `Renamed ${group.id}` }, { 'if-match': '"1"' });
    expect([renamed.body.name, renamed.etag]).toEqual([`Renamed ${group.id}`, '"2"']);
    const [one, two] = [await aPerson(), await aPerson()].toSorted();
    for (const person of [one, two, two]) {
      expect((await machine.put(`${path}/members/${person}`)).status).toBe(204);
    }
    const { body: page } = await machine.get(`${path}/members?limit=1`);
    const { body: next } = await machine.get(`${path}/members?limit=1&cursor=${page.next_cursor}`);
    expect([page.items[0].id, next.items[0].id, next.next_cursor]).toEqual([one, two, undefined]);
    expect((await machine.get(`/users/${one}/groups`)).body.items).toEqual([renamed.body]);
    expect((await machine.delete(`${path}/members/${one}`)).status).toBe(204);
    expect((await machine.get(`/users/${one}/groups`)).body.items).toEqual([]);
    expect((await machine.delete(path)).status).toBe(204);
    expect((await machine.get(`/users/${two}/groups`)).body.items).toEqual([]);
    expect((await machine.get(path)).status).toBe(404);
  });

  it('have names of their own, of a bounded length', async () => {
    const { name } = await aGroup();
    expect((await machine.post('/groups', { name })).body.type).toBe(problem('name_taken'));
    for (const wrong of ['', ' ', 'x'.repeat(129), 7, 'a\u0000b']) {
      expect(errorsOf(await machine.post('/groups', { name: wrong }))).toEqual([400, ['name']]);
    }
  });

  it('take in nobody who isn’t there, and nobody into a group that isn’t', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    const group = await aGroup();
    expect((await machine.put(`/groups/${group.id}/members/${nobody}`)).status).toBe(404);
    expect((await machine.put(`/groups/${nobody}/members/${await aPerson()}`)).status).toBe(404);
  });

  it('agree with what a person’s row says, when many are joined and left at once', async () => {
    const person = await aPerson();
    const groups = await Promise.all(Array.from({ length: 6 }, () => aGroup()));
    await Promise.all(groups.map(({ id }) => machine.put(`/groups/${id}/members/${person}`)));
    await Promise.all(groups.slice(3).map(({ id }) => machine.delete(`/groups/${id}/members/${person}`)));
    const { body } = await machine.get(`/users/${person}/groups`);
    expect(body.items.map(({ id }: { id: string }) => id).toSorted()).toEqual(
      groups
        .slice(0, 3)
        .map(({ id }) => id)
        .toSorted(),
    );
  });

  it('lose a person who is deleted', async () => {
    const [group, person] = [await aGroup(), await aPerson()];
    await machine.put(`/groups/${group.id}/members/${person}`);
    await machine.delete(`/users/${person}`);
    expect((await machine.get(`/groups/${group.id}/members`)).body.items).toEqual([]);
  });
});

describe('PORTICO_NEW_ACCESS=denied', () => {
  it('lets nobody new have anything, but the owner and the client that the configuration declares', async () => {
    const portico = await startPortico({ PORTICO_NEW_ACCESS: 'denied' });
    try {
      const person = await portico.admin.call<{ id: string }>('POST', '/users', {});
      const client = await portico.admin.call<{ client_id: string }>('POST', '/clients', {
        grant_types: ['client_credentials'],
      });
      const owners = await portico.admin.call<{ items: { id: string }[] }>(
        'GET',
        '/users?search=admin@example.com',
      );
      const paths = [`/users/${person.id}`, `/clients/${client.client_id}`, `/users/${owners.items[0]?.id}`];
      const found = await Promise.all(
        [...paths, '/clients/management'].map((path) => portico.admin.call('GET', `${path}/access`)),
      );
      expect(found.map(({ unrestricted }) => unrestricted)).toEqual([false, false, true, true]);
    } finally {
      await portico.close();
    }
  });
});
