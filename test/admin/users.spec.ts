import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/browser.js';
import {
  type AdminApi,
  type Answer,
  type Caller,
  CONSOLE,
  errorsOf,
  problem,
  signIn,
  startAdminApi,
  type Tokens,
} from './admin-api.js';

let api: AdminApi;
let machine: Caller;
beforeAll(async () => {
  api = await startAdminApi();
  ({ machine } = api);
});
afterAll(() => api.close());

const PASSWORD = 'seven green herons';

let count = 0;
const newEmail = () => `person-${++count}@example.com`;

interface Person {
  readonly id: string;
  readonly email: string;
  readonly sub: string;
}

async function newPerson(more: object = {}): Promise<Person> {
  const created = await machine.post('/users', { email: newEmail(), password: PASSWORD, ...more });
  return created.body as Person;
}

const signInAs = (
  email: string,
  password: string,
  scope = 'openid',
  browser?: TestBrowser,
): Promise<Tokens> => signIn(api.portico.url, CONSOLE, { email, password }, scope, browser);

const userinfo = async ({ access_token }: Tokens) =>
  (
    await fetch(`${api.portico.url}/oauth2/userinfo`, {
      headers: { authorization: `Bearer ${access_token}` },
    })
  ).status;

const refresh = async ({ refresh_token = '' }: Tokens) => {
  const form = { grant_type: 'refresh_token', client_id: CONSOLE.client_id, refresh_token };
  return (await fetch(`${api.portico.url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) }))
    .status;
};

describe('POST /users', () => {
  it('adds a person who can sign in with the password that was sent along', async () => {
    const email = newEmail();
    const created = await machine.post('/users', {
      email,
      password: PASSWORD,
      name: 'Ada',
      roles: ['editor'],
    });
    expect([created.status, created.etag]).toEqual([201, '"1"']);
    expect(created.headers.get('location')).toBe(`${api.portico.url}/admin/v1/users/${created.body.id}`);
    expect(created.body).toMatchObject({
      email,
      name: 'Ada',
      roles: ['editor'],
      status: 'enabled',
      admin_role: null,
    });
    expect(created.body).not.toHaveProperty('password');
    expect(created.body).not.toHaveProperty('invitation_url');
    expect(await userinfo(await signInAs(email, PASSWORD))).toBe(200);
  });

  it('keeps every standard claim, and custom attributes', async () => {
    const claims = {
      name: 'Camille Martin',
      given_name: 'Camille',
      family_name: 'Martin',
      middle_name: 'Zoé',
      nickname: 'Cam',
      preferred_username: `camille-${count}`,
      profile: 'https://example.com/camille',
      picture: 'https://example.com/camille.png',
      website: 'https://camille.example',
      email: newEmail(),
      email_verified: true,
      gender: 'female',
      birthdate: '0000-05-04',
      zoneinfo: 'Europe/Paris',
      locale: 'fr-FR',
      phone_number: '+33 1 23 45 67 89',
      phone_number_verified: true,
      address: { formatted: '12 rue du Four\nParis', country: 'France' },
      custom_attributes: { cost_center: 'R7', nested: { list: [1, null] } },
      roles: ['editor', 'billing:read'],
      admin_role: 'auditor',
      sub: 'imported|7',
    };
    const { body } = await machine.post('/users', claims);
    expect((await machine.get(`/users/${body.id}`)).body).toMatchObject(claims);
  });

  it('answers an invitation with a one-time link, shown this once, and withdraws it when another is made', async () => {
    const created = await machine.post('/users', { email: newEmail(), invite: true });
    const { invitation_url, invitation_expires_at, id } = created.body;
    expect(invitation_url).toMatch(new RegExp(`^${api.portico.url}/invitation\\?token=[\\w-]{43}$`));
    const week = invitation_expires_at - Date.now() / 1000;
    expect(week).toBeGreaterThan(7 * 86_400 - 60);
    expect(week).toBeLessThanOrEqual(7 * 86_400);
    expect((await machine.get(`/users/${id}`)).body).not.toHaveProperty('invitation_url');

    const again = await machine.post(`/users/${id}/invitation`);
    expect(again.status).toBe(201);
    const opens = async (url: string) => (await new TestBrowser(api.portico.url).open(url)).status === 200;
    expect([await opens(invitation_url), await opens(again.body.invitation_url)]).toEqual([false, true]);
  });

  it.each([
    [{ email: 'no address' }, 400, ['email']],
    [{ emial: 'a@example.com', name: 7 }, 400, ['emial', 'name']],
    [{ password: 'short' }, 400, ['password']],
    [{ password: 'password123' }, 400, ['password']],
    [{ email: 'adalovelace@example.com', password: 'adalovelace1' }, 400, ['password']],
    [{ password: 12345678 }, 400, ['password']],
    [{ password: PASSWORD, invite: true }, 400, ['invite']],
    [{ invite: 'yes' }, 400, ['invite']],
    [{ admin_role: 'root' }, 400, ['admin_role']],
    [{ roles: ['a b'] }, 400, ['roles']],
    [{ address: { planet: 'Earth' } }, 400, ['address']],
    [{ version: 7, id: 'x', created_at: 1 }, 400, ['version', 'id', 'created_at']],
    [{ constructor_: 1 }, 400, ['constructor_']],
    ['{"__proto__": {"admin_role": "admin"}}', 400, undefined],
    [{ sub: 'no space please' }, 400, ['sub']],
    [undefined, 400, ['body']],
    [[], 400, ['body']],
  ])('refuses %j by %i and names %j', async (given, status, fields) => {
    const answer = await machine.post('/users', given);
    const [found, named] = errorsOf(answer);
    expect(found).toBe(status);
    expect(named?.toSorted()).toEqual(fields?.toSorted());
  });

  it('refuses a sign-in name that somebody has, in whatever case, and a sub that anybody ever had', async () => {
    const { email, id } = await newPerson({ sub: 'once-only' });
    const taken = await machine.post('/users', { email: email.toUpperCase() });
    expect([taken.status, taken.body.type, taken.body.errors[0].field]).toEqual([
      409,
      problem('sign_in_name_taken'),
      'email',
    ]);
    expect((await machine.post('/users', { sub: 'once-only' })).body.type).toBe(problem('subject_taken'));
    await machine.delete(`/users/${id}`);
    expect((await machine.post('/users', { sub: 'once-only' })).body.type).toBe(problem('subject_taken'));
  });

  it('leaves nobody behind when the password is refused', async () => {
    const email = newEmail();
    expect((await machine.post('/users', { email, password: 'short' })).status).toBe(400);
    expect((await machine.post('/users', { email, password: PASSWORD })).status).toBe(201);
  });
});

describe('GET /users', () => {
  it('is read page by page, newest first', async () => {
    const made: string[] = [];
    for (let index = 0; index < 5; index++) {
      const { body } = await machine.post('/users', {
        name: `Paging ${index}`,
        preferred_username: `paging${index}`,
      });
      made.unshift(body.id);
    }
    const found: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const { body }: Answer = await machine.get(
        `/users?search=pAGing&limit=2${cursor && `&cursor=${cursor}`}`,
      );
      found.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.next_cursor;
    }
    expect(found.toSorted()).toEqual(made.toSorted());
  });

  it('finds people by how a name, an e-mail address or a user name begins', async () => {
    const { id } = await newPerson({ name: 'Zenobia Quux', family_name: 'Quux', preferred_username: 'zq77' });
    for (const search of ['zenob', 'QUUX', 'zq7']) {
      const { body } = await machine.get(`/users?search=${search}`);
      expect(
        body.items.map((item: { id: string }) => item.id),
        search,
      ).toEqual([id]);
    }
  });

  it.each([
    ['limit=101', 'limit'],
    ['limit=-1', 'limit'],
    ['cursor=bm9uc2Vuc2U', 'cursor'],
    ['search=', 'search'],
    ['sort=password', 'sort'],
  ])('refuses ?%s and names %s', async (query, field) => {
    expect(errorsOf(await machine.get(`/users?${query}`))).toEqual([400, [field]]);
  });
});

describe('/users/{id}', () => {
  it.each(['77', "' OR 1=1", '00000000-0000-4000-8000-00000000000G', '%00'])(
    'refuses the id %j',
    async (id) => {
      expect(errorsOf(await machine.get(`/users/${encodeURIComponent(id)}`))).toEqual([400, ['id']]);
    },
  );

  it('knows nobody by the id of somebody who never was', async () => {
    const nobody = '/users/00000000-0000-4000-8000-000000000000';
    const answers = [
      await machine.get(nobody),
      await machine.patch(nobody, { name: 'x' }),
      await machine.delete(nobody),
      await machine.post(`${nobody}/disable`),
      await machine.put(`${nobody}/password`, { password: PASSWORD }),
      await machine.post(`${nobody}/invitation`),
      await machine.get(`${nobody}/sessions`),
      await machine.get(`${nobody}/consents`),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  });
});

describe('PATCH /users/{id} (RFC 7396)', () => {
  it.each(['application/merge-patch+json', 'application/json'])(
    'changes what is named, by %s',
    async (type) => {
      const { id } = await newPerson({ name: 'Before', nickname: 'Stays', phone_number: '+1 202 555 0100' });
      const patched = await machine.patch(
        `/users/${id}`,
        { name: 'After', phone_number: null },
        { 'content-type': type, 'if-match': '"1"' },
      );
      expect([patched.status, patched.etag]).toEqual([200, '"2"']);
      expect(patched.body).toMatchObject({ name: 'After', nickname: 'Stays', phone_number: null });
    },
  );

  it('reaches into address and custom_attributes', async () => {
    const { id } = await newPerson({
      address: { locality: 'Paris', country: 'France' },
      custom_attributes: { keep: 1, drop: 2, deep: { keep: 1, drop: 2 } },
    });
    const { body } = await machine.patch(`/users/${id}`, {
      address: { locality: null, region: 'IDF' },
      custom_attributes: { drop: null, added: true, deep: { drop: null } },
    });
    expect(body.address).toEqual({ country: 'France', region: 'IDF' });
    expect(body.custom_attributes).toEqual({ keep: 1, added: true, deep: { keep: 1 } });
    const emptied = await machine.patch(`/users/${id}`, { address: { country: null, region: null } });
    expect(emptied.body.address).toBeNull();
  });

  it.each([
    [{ password: 'eleven white swans' }, ['password']],
    [{ sub: 'another' }, ['sub']],
    [{ version: 1 }, ['version']],
    [{ email: 'nonsense', birthdate: '1990-02-30' }, ['email', 'birthdate']],
    [{ address: { planet: 'Earth' } }, ['address']],
    [{ status: null }, ['status']],
    [[{ op: 'replace', path: '/name', value: 'x' }], ['body']],
  ])('refuses %j and names %j', async (patch, fields) => {
    const { id } = await newPerson();
    const [status, named] = errorsOf(await machine.patch(`/users/${id}`, patch));
    expect([status, named?.toSorted()]).toEqual([400, fields.toSorted()]);
  });

  it('changes nobody who was changed since they were read', async () => {
    const { id } = await newPerson();
    await machine.patch(`/users/${id}`, { name: 'Changed' });
    const calls: [string, string, object | undefined][] = [
      ['PATCH', '', { name: 'Mine' }],
      ['POST', '/disable', undefined],
      ['DELETE', '', undefined],
    ];
    for (const [method, suffix, body] of calls) {
      const answer = await machine.call(method, `/users/${id}${suffix}`, body, { 'if-match': '"1"' });
      expect([answer.status, answer.body.type], method).toEqual([412, problem('version_mismatch')]);
    }
    expect((await machine.get(`/users/${id}`)).body).toMatchObject({ name: 'Changed', status: 'enabled' });
  });

  it('is not lost among many at once, when none names a version', async () => {
    const { id } = await newPerson();
    const answers = await Promise.all([
      machine.patch(`/users/${id}`, { name: 'A' }),
      machine.patch(`/users/${id}`, { nickname: 'B' }),
      machine.patch(`/users/${id}`, { website: 'https://c.example' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { body } = await machine.get(`/users/${id}`);
    expect(body).toMatchObject({ name: 'A', nickname: 'B', website: 'https://c.example' });
  });
});

describe('A password that an administrator sets', () => {
  let person: Person;
  let browser: TestBrowser;
  let tokens: Tokens;
  beforeEach(async () => {
    person = await newPerson();
    browser = new TestBrowser(api.portico.url);
    tokens = await signInAs(person.email, PASSWORD, 'openid offline_access', browser);
  });

  it('ends the sessions, and all that clients hold for the person, offline use too', async () => {
    expect([await userinfo(tokens), tokens.refresh_token]).toEqual([200, expect.any(String)]);
    expect((await machine.get(`/users/${person.id}/sessions`)).body.items).toHaveLength(1);
    expect(
      (await machine.put(`/users/${person.id}/password`, { password: 'eleven white swans' })).status,
    ).toBe(204);
    expect((await machine.get(`/users/${person.id}/sessions`)).body.items).toEqual([]);
    expect([await userinfo(tokens), await refresh(tokens)]).toEqual([401, 400]);
    const page = await browser.open(
      `${api.portico.url}/oauth2/authorize?${new URLSearchParams({ ...CONSOLE, response_type: 'code', scope: 'openid', code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' })}`,
    );
    expect(page.text).toContain('id="sign-in-submit"');
  });

  it('is the only one from then on', async () => {
    await machine.put(`/users/${person.id}/password`, { password: 'eleven white swans' });
    await expect(signInAs(person.email, PASSWORD)).rejects.toThrow('no way back');
    expect(await userinfo(await signInAs(person.email, 'eleven white swans'))).toBe(200);
  });

  it('ends the invitations that are open', async () => {
    const { body } = await machine.post(`/users/${person.id}/invitation`);
    await machine.put(`/users/${person.id}/password`, { password: 'eleven white swans' });
    expect((await new TestBrowser(api.portico.url).open(body.invitation_url)).status).not.toBe(200);
  });

  it.each([
    [{ password: 'short' }, ['password']],
    [{ password: 'x'.repeat(1025) }, ['password']],
    [{}, ['password']],
    [{ password: null }, ['password']],
    [{ password: 'eleven white swans', force: true }, ['force']],
  ])('is refused as %j', async (body, fields) => {
    expect(errorsOf(await machine.put(`/users/${person.id}/password`, body))).toEqual([400, fields]);
    expect(await userinfo(tokens)).toBe(200);
  });

  it('is in no answer and no event', async () => {
    await machine.put(`/users/${person.id}/password`, { password: 'eleven white swans' });
    const { body } = await machine.get(`/events?subject=account:${person.id}`);
    expect(body.items[0]).toMatchObject({ type: 'account.password_set', actor: 'client:management' });
    expect(JSON.stringify(body)).not.toMatch(/swans|herons/);
  });
});

describe('The sessions of a person', () => {
  it('are listed, and ended one by one or all, with what lives only as long as they do', async () => {
    const person = await newPerson();
    const first = await signInAs(person.email, PASSWORD);
    const offline = await signInAs(person.email, PASSWORD, 'openid offline_access');
    const path = `/users/${person.id}/sessions`;
    const { body } = await machine.get(path);
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).toMatchObject({ amr: ['pwd'], ip: '127.0.0.1' });

    const all = await Promise.all([userinfo(first), userinfo(offline)]);
    expect(all).toEqual([200, 200]);
    for (const { sid } of body.items) expect((await machine.delete(`${path}/${sid}`)).status).toBe(204);
    expect((await machine.get(path)).body.items).toEqual([]);
    expect([await userinfo(first), await userinfo(offline)]).toEqual([401, 200]);
    expect((await machine.delete(`${path}/${body.items[0].sid}`)).status).toBe(404);

    const last = await signInAs(person.email, PASSWORD);
    expect((await machine.delete(path)).status).toBe(204);
    expect([await userinfo(last), await userinfo(offline)]).toEqual([401, 200]);
  });

  it('are ended through the person whose they are, and nobody else', async () => {
    const [owner, other] = [await newPerson(), await newPerson()];
    await signInAs(owner.email, PASSWORD);
    const [session] = (await machine.get(`/users/${owner.id}/sessions`)).body.items;
    expect((await machine.delete(`/users/${other.id}/sessions/${session.sid}`)).status).toBe(404);
    expect((await machine.get(`/users/${owner.id}/sessions`)).body.items).toHaveLength(1);
  });
});

describe('The consents of a person', () => {
  const redirect_uri = 'https://photos.example/callback';
  const clientFor = async (client_name: string) => {
    const metadata = { client_name, redirect_uris: [redirect_uri], token_endpoint_auth_method: 'none' };
    return { client_id: (await machine.post('/clients', metadata)).body.client_id as string, redirect_uri };
  };

  it('are listed, and taken back one by one or all, with what was given', async () => {
    const person = { ...(await newPerson()), password: PASSWORD };
    const [photos, mail] = [await clientFor('Photos'), await clientFor('Mail')];
    const toPhotos = await signIn(api.portico.url, photos, person, 'openid profile');
    const toMail = await signIn(api.portico.url, mail, person, 'openid');
    const path = `/users/${person.id}/consents`;
    const { body } = await machine.get(path);
    expect(body.items).toHaveLength(2);
    expect(body.items).toContainEqual(
      expect.objectContaining({
        client_id: photos.client_id,
        client_name: 'Photos',
        scope: 'openid profile',
      }),
    );

    expect((await machine.delete(`${path}/${photos.client_id}`)).status).toBe(204);
    expect([await userinfo(toPhotos), await userinfo(toMail)]).toEqual([401, 200]);
    expect((await machine.delete(`${path}/${photos.client_id}`)).status).toBe(404);

    expect((await machine.delete(path)).status).toBe(204);
    expect(await userinfo(toMail)).toBe(401);
    expect((await machine.get(path)).body.items).toEqual([]);
  });
});

describe('A person who is disabled', () => {
  it('has nothing any more, until they are enabled again', async () => {
    const person = await newPerson();
    const tokens = await signInAs(person.email, PASSWORD, 'openid offline_access');
    const disabled = await machine.post(`/users/${person.id}/disable`);
    expect([disabled.status, disabled.etag, disabled.body.status]).toEqual([200, '"2"', 'disabled']);
    expect([await userinfo(tokens), await refresh(tokens)]).toEqual([401, 400]);
    await expect(signInAs(person.email, PASSWORD)).rejects.toThrow('no way back');
    expect((await machine.post(`/users/${person.id}/enable`)).body.status).toBe('enabled');
    expect(await userinfo(tokens)).toBe(200);
  });
});

describe('A person who is deleted', () => {
  it('leaves nothing behind: no session, no token, no consent, no name', async () => {
    const person = await newPerson();
    const tokens = await signInAs(person.email, PASSWORD, 'openid offline_access');
    expect((await machine.delete(`/users/${person.id}`)).status).toBe(204);
    expect((await machine.get(`/users/${person.id}`)).status).toBe(404);
    expect([await userinfo(tokens), await refresh(tokens)]).toEqual([401, 400]);
    const again = await machine.post('/users', { email: person.email });
    expect(again.status).toBe(201);
    expect(again.body.sub).not.toBe(person.sub);
    const { body } = await machine.get(`/events?subject=account:${person.id}&type=account.deleted`);
    expect(body.items).toHaveLength(1);
  });
});

describe('The last enabled owner', () => {
  it('can be neither demoted, disabled nor deleted, not even by themselves', async () => {
    const { body } = await machine.get('/users?search=admin@example.com');
    const [{ id }] = body.items;
    const person = { email: 'admin@example.com', password: 'correct horse battery staple' };
    const { access_token } = await signIn(api.portico.url, CONSOLE, person, 'openid admin:read admin:write');
    const owner = api.caller(access_token);
    const answers = [
      await owner.patch(`/users/${id}`, { admin_role: 'admin' }),
      await owner.patch(`/users/${id}`, { status: 'disabled' }),
      await owner.post(`/users/${id}/disable`),
      await owner.delete(`/users/${id}`),
    ];
    expect(answers.map((answer) => [answer.status, answer.body.type])).toEqual(
      answers.map(() => [409, problem('last_owner')]),
    );
    expect((await owner.get(`/users/${id}`)).body).toMatchObject({ admin_role: 'owner', status: 'enabled' });
  });
});

describe('The trail of what was done to a person', () => {
  it('says what, by whom and which fields, and never what was in them', async () => {
    const person = await newPerson({ name: 'Private Name' });
    await machine.patch(`/users/${person.id}`, { name: 'Other Name', admin_role: 'support' });
    await machine.patch(`/users/${person.id}`, { name: 'Other Name' });
    await machine.post(`/users/${person.id}/disable`);
    await machine.post(`/users/${person.id}/invitation`);
    const { body } = await machine.get(`/events?subject=account:${person.id}`);
    expect(body.items.map(({ type, data }: { type: string; data: unknown }) => [type, data])).toEqual([
      ['account.invited', null],
      ['account.disabled', null],
      ['account.updated', { changed: ['admin_role', 'name'], role: { before: null, after: 'support' } }],
      ['account.created', { given: 'password', role: null }],
    ]);
    expect(JSON.stringify(body)).not.toMatch(/Private|Other/);
  });
});
