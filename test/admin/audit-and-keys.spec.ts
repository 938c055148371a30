import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusals } from '#libs/audit';
import { type AdminApi, type Answer, type Caller, errorsOf, startAdminApi } from './admin-api.js';

let api: AdminApi;
let machine: Caller;
beforeAll(async () => {
  api = await startAdminApi();
  ({ machine } = api);
});
afterAll(() => api.close());

type Event = { id: string; type: string; at_ms: number; client_id: string; subject: string };

describe('GET /events', () => {
  it('is read page by page, newest first, each event once', async () => {
    for (let count = 0; count < 5; count++) await machine.post('/users', { name: `Person ${count}` });
    const found: Event[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const { body }: Answer = await machine.get(
        `/events?type=account.created&limit=2${cursor && `&cursor=${cursor}`}`,
      );
      found.push(...body.items);
      cursor = body.next_cursor;
    }
    expect(found).toHaveLength(5);
    expect(new Set(found.map(({ id }) => id)).size).toBe(5);
    expect(found.map(({ at_ms }) => at_ms)).toEqual(
      found.map(({ at_ms }) => at_ms).toSorted((a, b) => b - a),
    );
  });

  it('is narrowed by type, by subject and by client', async () => {
    const { body } = await machine.post('/clients', { grant_types: ['client_credentials'] });
    const { client_id } = body;
    await machine.patch(`/clients/${client_id}`, { client_name: 'Narrowed' });
    const typesOf = async (query: string) =>
      (await machine.get(`/events?${query}`)).body.items.map(({ type }: Event) => type);
    expect(await typesOf(`client_id=${client_id}`)).toEqual(['client.updated', 'client.created']);
    expect(await typesOf(`subject=client:${client_id}&type=client.updated`)).toEqual(['client.updated']);
    expect(await typesOf(`client_id=${client_id}&type=account.created`)).toEqual([]);
  });

  it.each([
    ['limit=201', 'limit'],
    ['limit=0', 'limit'],
    ['cursor=%00', 'cursor'],
    ['cursor=WyJhIl0', 'cursor'],
    [`type=${'x'.repeat(65)}`, 'type'],
    ['actors=me', 'actors'],
    ['actor=', 'actor'],
    ['outcome=maybe', 'outcome'],
    ['from_ms=yesterday', 'from_ms'],
    ['to_ms=-1', 'to_ms'],
    ['to_ms=8640000000000001', 'to_ms'],
    ['ip=a&ip=b', 'ip'],
  ])('refuses ?%s and names %s', async (query, field) => {
    expect(errorsOf(await machine.get(`/events?${query}`))).toEqual([400, [field]]);
  });
});

describe('GET /activity', () => {
  const activity = async (hours: number) => (await machine.get(`/activity?hours=${hours}`)).body;

  it('counts sign-ins and refusals in the hour that is running, and tells the most frequent reasons first', async () => {
    const before = (await activity(1)).items.at(-1);
    await api.person('auditor');
    const query = new URLSearchParams({ client_id: 'no-such-client' });
    for (let n = 0; n < 3; n += 1) await fetch(`${api.portico.url}/oauth2/authorize?${query}`);
    await api.portico.get(Refusals).flush();
    const { bucket_ms, items, reasons } = await activity(1);
    expect(bucket_ms).toBe(3_600_000);
    expect(items.at(-1).sign_ins - before.sign_ins).toBe(1);
    expect(items.at(-1).refusals - before.refusals).toBeGreaterThanOrEqual(3);
    expect(reasons[0].count).toBeGreaterThanOrEqual(reasons.at(-1).count);
    expect(reasons).toContainEqual(expect.objectContaining({ rule: 'client.known' }));
  });

  it.each([
    [1, 1, 3_600_000],
    [24, 24, 3_600_000],
    [72, 72, 3_600_000],
    [336, 14, 86_400_000],
  ])('%i hours: %i spans, the quiet ones too', async (hours, spans, width) => {
    const { bucket_ms, items } = await activity(hours);
    expect([bucket_ms, items.length]).toEqual([width, spans]);
    expect(items.every(({ at_ms }: { at_ms: number }) => at_ms % width === 0)).toBe(true);
  });

  it.each(['0', '337', '-1', '1.5', 'x', ''])('refuses hours=%s', async (hours) => {
    expect(errorsOf(await machine.get(`/activity?hours=${hours}`))).toEqual([400, ['hours']]);
  });
});

describe('GET /me', () => {
  it('names the person, their role and what it allows', async () => {
    const { body } = await (await api.person('support')).get('/me');
    expect(body).toMatchObject({ role: 'support', user_id: expect.any(String) });
    expect(body.actor).toBe(`account:${body.user_id}`);
    expect(body.permissions).toContain('users:read');
    expect(body.permissions).not.toContain('clients:read');
  });

  it('names a client that acts for itself', async () => {
    const { body } = await machine.get('/me');
    expect(body).toMatchObject({ actor: expect.stringMatching(/^client:/), user_id: null, role: null });
  });
});

describe('GET /refusals', () => {
  it('is read page by page, newest first, and narrowed by client, rule and error', async () => {
    const { body: client } = await machine.post('/clients', { redirect_uris: ['https://listed.example/cb'] });
    const query = new URLSearchParams({
      client_id: client.client_id,
      redirect_uri: 'https://other.example/',
    });
    for (let n = 0; n < 3; n += 1) await fetch(`${api.portico.url}/oauth2/authorize?${query}`);
    await api.portico.get(Refusals).flush();
    const of = `client_id=${client.client_id}&limit=2`;
    const first = (await machine.get(`/refusals?${of}`)).body;
    const rest = (await machine.get(`/refusals?${of}&cursor=${first.next_cursor}`)).body;
    const found = [...first.items, ...rest.items];
    expect(new Set(found.map(({ reference }) => reference)).size).toBe(3);
    expect(rest.next_cursor).toBeUndefined();
    expect(found.map(({ at_ms }) => at_ms)).toEqual(
      found.map(({ at_ms }) => at_ms).toSorted((a, b) => b - a),
    );
    expect(found[0].explanation).toContain('redirect_uri');
    expect((await machine.get(`/refusals?${of}&rule=client.known`)).body.items).toEqual([]);
    expect((await machine.get(`/refusals?${of}&rule=redirect_uri.exact_match`)).body.items).toHaveLength(2);
    expect((await machine.get(`/refusals?${of}&error=server_error`)).body.items).toEqual([]);
  });

  it.each(['limit=0', 'limit=201', 'cursor=x', 'actor=me'])('refuses ?%s', async (query) => {
    expect((await machine.get(`/refusals?${query}`)).status).toBe(400);
  });
});

describe('GET /refusals/{reference}', () => {
  /** What the person at the browser is shown. */
  async function refusedAt(query: Record<string, string>): Promise<string> {
    const url = `${api.portico.url}/oauth2/authorize?${new URLSearchParams(query)}`;
    const page = await (await fetch(url, { redirect: 'manual' })).text();
    const [, reference = ''] = /id="error-reference">([0-9A-Z]{8})</.exec(page) ?? [];
    return reference;
  }

  it('says why, in words: the rule, what it compared, and where they differ', async () => {
    const { body: client } = await machine.post('/clients', {
      redirect_uris: ['https://photos.example/callback'],
    });
    const { client_id } = client;
    const redirect_uri = 'https://photos.example/callback/';
    const reference = await refusedAt({ client_id, redirect_uri, response_type: 'code' });
    const { body, status } = await machine.get(`/refusals/${reference}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      reference,
      rule: 'redirect_uri.exact_match',
      client_id,
      endpoint: 'GET /oauth2/authorize',
      facts: { presented: redirect_uri, nearest: 'https://photos.example/callback' },
    });
    expect(body.explanation).toBe(
      'redirect_uri is not one that is registered for this client. What was sent differs from the registered one at ' +
        "character 32: it ends in a '/' that isn't registered. A redirect_uri must be a registered one byte for byte: " +
        'register this one too, or have the client send the registered one.',
    );
  });

  it('takes the reference as a person reads it out', async () => {
    const reference = await refusedAt({ client_id: 'unknown' });
    const typed = `${reference.slice(0, 4).toLowerCase()} ${reference.slice(4)}`;
    const { body } = await machine.get(`/refusals/${encodeURIComponent(typed)}`);
    expect(body).toMatchObject({ reference, rule: 'client.known' });
  });

  it('knows nothing of another reference, and refuses what can’t be one', async () => {
    expect((await machine.get('/refusals/ZZZZZZZZ')).status).toBe(404);
    expect(errorsOf(await machine.get('/refusals/7'))).toEqual([400, ['reference']]);
    expect(errorsOf(await machine.get(`/refusals/${encodeURIComponent("' OR '1'='1")}`))).toEqual([
      400,
      ['reference'],
    ]);
  });
});

describe('/keys', () => {
  type Key = { kid: string; alg: string; signs: boolean; public_jwk: Record<string, unknown> };
  const keys = async (): Promise<Key[]> => (await machine.get('/keys')).body.items;

  it('shows the published keys, without their private halves', async () => {
    const { keys: published } = (await (await fetch(`${api.portico.url}/.well-known/jwks.json`)).json()) as {
      keys: unknown[];
    };
    const shown = await keys();
    expect(shown.map(({ public_jwk }) => public_jwk)).toEqual(published);
    expect(shown.map(({ alg }) => alg).toSorted()).toEqual(['ES256', 'EdDSA', 'PS256', 'RS256']);
    expect(shown.every(({ signs }) => signs)).toBe(true);
    for (const { public_jwk } of shown) {
      for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'])
        expect(public_jwk).not.toHaveProperty(member);
    }
  });

  it('a new key is published before it signs', async () => {
    const before = await keys();
    const { status, body } = await machine.post('/keys/ES256/rotate');
    expect([status, body.alg]).toEqual([201, 'ES256']);
    expect(body.signs_from - Date.now() / 1000).toBeGreaterThan(3500);
    const after = await keys();
    expect(after).toHaveLength(before.length + 1);
    expect(after.find(({ kid }) => kid === body.kid)).toMatchObject({ alg: 'ES256', signs: false });
    const { body: events } = await machine.get('/events?type=key.rotated');
    expect(events.items[0]).toMatchObject({ subject: `key:${body.kid}`, actor: 'client:management' });
  });

  it('a new key signs at once when the old one leaked', async () => {
    const { body } = await machine.post('/keys/EdDSA/rotate', { immediately: true });
    const [signing] = (await keys()).filter(({ alg, signs }) => alg === 'EdDSA' && signs);
    expect(signing?.kid).toBe(body.kid);
  });

  it.each([
    ['/keys/none/rotate', undefined, 'alg'],
    ['/keys/HS256/rotate', undefined, 'alg'],
    ['/keys/ES256/rotate', { immediately: 'yes' }, 'immediately'],
    ['/keys/ES256/rotate', { now: true }, 'now'],
    ['/keys/ES256/rotate', [], 'body'],
  ])('POST %s with %j is refused and names %s', async (path, body, field) => {
    const before = (await keys()).length;
    expect(errorsOf(await machine.post(path, body))).toEqual([400, [field]]);
    expect(await keys()).toHaveLength(before);
  });
});
