import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
    ['actor=me', 'actor'],
  ])('refuses ?%s and names %s', async (query, field) => {
    expect(errorsOf(await machine.get(`/events?${query}`))).toEqual([400, [field]]);
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
