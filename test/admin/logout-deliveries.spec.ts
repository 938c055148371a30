import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditTrail } from '#libs/audit';
import { ClientService } from '#libs/clients';
import { Database } from '#libs/storage';
import { Receiver } from '../logout-notices/receiver.js';
import { signInTo, signOutBy } from '../logout-notices/signed-in.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { RelyingParty } from '../support/relying-party.js';
import { type AdminApi, type Answer, errorsOf, problem, startAdminApi } from './admin-api.js';

let api: AdminApi;
let receiver: Receiver;
let party: RelyingParty;
let person: TestPerson;

beforeAll(async () => {
  api = await startAdminApi({ PORTICO_OUTBOUND_ALLOWED_HOSTS: 'localhost' });
  person = await createPerson(api.portico);
});
afterAll(() => api.close());
beforeEach(async () => {
  receiver = await Receiver.start();
  party = await RelyingParty.register(api.portico, { backchannel_logout_uri: receiver.url });
});
afterEach(() => receiver.stop());

const path = (of = party) => `/clients/${of.client.client_id}/logout-deliveries`;
const list = (query = '') => api.machine.get(path() + query);
const retry = (id: string, of = party) => api.machine.post(`${path(of)}/${id}/retry`);
/** A person signs in and out; the `sid`. */
const signInAndOut = async () => {
  const signedIn = await signInTo(api.portico, person, [party]);
  await signOutBy(api.portico, signedIn);
  return signedIn.sid;
};
/** When the report says so of the one line that it has, or of the one about this session. */
const comesTo = async (expected: object, sid?: string) => {
  let found: Answer['body'] | undefined;
  const line = async () => {
    const { items } = (await list()).body;
    found = items.find((item: Answer['body']) => sid === undefined || item.sid === sid);
    return found;
  };
  await expect.poll(line, { timeout: 10_000 }).toMatchObject(expected);
  return found ?? {};
};

describe('The report of a client’s logout deliveries', () => {
  it('says what was delivered, to whom it was about, and when; and holds no token', async () => {
    const sid = await signInAndOut();
    const item = await comesTo({ status: 'delivered' });
    expect(item).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      sid,
      sub: person.account.sub,
      status: 'delivered',
      error: null,
      attempts: 1,
      created_at: expect.any(Number),
      attempted_at: expect.any(Number),
      next_attempt_at: null,
      retry_until: item.created_at + 24 * 3600,
      finished_at: expect.any(Number),
    });
    expect(JSON.stringify(item)).not.toContain(receiver.received[0]?.token);
  });

  it.each([
    ['500', 500, { status: 'pending', error: 'the client answered with status 500' }],
    [
      'a redirect',
      302,
      { status: 'pending', error: 'the server answered with a redirect, which is not followed' },
    ],
    ['400', 400, { status: 'refused', error: 'the client refused the logout token with status 400' }],
  ] as const)('says what went wrong, in words: %s', async (_, behaviour, expected) => {
    receiver.behaviours = [behaviour];
    await signInAndOut();
    const item = await comesTo(expected);
    const isPending = expected.status === 'pending';
    expect(item.next_attempt_at).toEqual(isPending ? expect.any(Number) : null);
    if (isPending) expect(item.next_attempt_at).toBeGreaterThanOrEqual(item.attempted_at);
    expect(item.finished_at).toEqual(isPending ? null : expect.any(Number));
  });

  it('says so when nobody listens, and when a client has no address any more', async () => {
    const { port } = receiver;
    await receiver.stop();
    await signInAndOut();
    const refused = await comesTo({ status: 'pending', error: expect.stringMatching(/./) });
    expect(refused.error).not.toContain(String(port));
    const { client_id } = party.client;
    const change = { backchannel_logout_uri: null };
    await api.portico.get(ClientService).patch(client_id, undefined, change, { actor: 'system' });
    await comesTo({ status: 'failed', error: expect.stringContaining('no backchannel_logout_uri any more') });
    receiver = await Receiver.start();
  });

  it('comes in pages, newest first, and can be narrowed to one status', async () => {
    receiver.behaviours = [200, 400, 200];
    const sids: string[] = [];
    for (const status of ['delivered', 'refused', 'delivered']) {
      sids.push(await signInAndOut());
      await comesTo({ status }, sids.at(-1));
    }
    const found: Answer['body'][] = [];
    let query = '?limit=1';
    for (let pages = 0; pages < 5 && query !== ''; pages += 1) {
      const { body } = await list(query);
      expect(body.items).toHaveLength(1);
      found.push(body.items[0]);
      query = body.next_cursor === undefined ? '' : `?limit=1&cursor=${body.next_cursor}`;
    }
    expect(found.map(({ sid }) => sid).toSorted()).toEqual(sids.toSorted());
    const times = found.map(({ created_at }) => created_at);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    const { body } = await list('?status=refused');
    expect(body.items.map(({ sid }: { sid: string }) => sid)).toEqual([sids[1]]);
    expect((await list('?status=pending')).body).toEqual({ items: [] });
  });

  it('is of one client only', async () => {
    const other = await RelyingParty.register(api.portico, {});
    await signInAndOut();
    const { id } = await comesTo({ status: 'delivered' });
    expect((await api.machine.get(path(other))).body).toEqual({ items: [] });
    expect((await retry(id, other)).status).toBe(404);
  });

  it.each([
    ['?status=lost', 'status'],
    ['?limit=0', 'limit'],
    ['?limit=201', 'limit'],
    ['?cursor=MTIz', 'cursor'],
    ['?cursor=x', 'cursor'],
    ['?sid=x', 'sid'],
  ])('takes no %s', async (query, field) => {
    expect(errorsOf(await list(query))).toEqual([400, [field]]);
  });

  it.each(['GET', 'POST'])('knows no client that isn’t there: %s', async (method) => {
    const of = '/clients/no-such-client/logout-deliveries';
    const answer = await api.machine.call(method, method === 'GET' ? of : `${of}/${randomUUID()}/retry`);
    expect([answer.status, answer.body.type]).toEqual([404, problem('not_found')]);
  });
});

describe('Retrying a logout delivery', () => {
  it('tells a client once more that refused, for another day, and notes who wanted it', async () => {
    receiver.behaviours = [400, 200];
    const sid = await signInAndOut();
    const { id } = await comesTo({ status: 'refused' });
    const answer = await retry(id);
    expect([answer.status, answer.body.id]).toEqual([200, id]);
    await comesTo({ status: 'delivered', attempts: 1, error: null });
    expect(receiver.sids).toEqual([sid, sid]);
    const subject = `client:${party.client.client_id}`;
    const { events } = await api.portico.get(AuditTrail).list({ type: 'logout.retried', subject });
    const { client_id } = party.client;
    expect(events).toEqual([
      expect.objectContaining({ client_id, outcome: 'success', data: { delivery_id: id, sid } }),
    ]);
    expect(events[0]?.actor).toBe('client:management');
  });

  it('doesn’t wait for the next attempt of one that is pending', async () => {
    receiver.behaviours = [500, 200];
    await signInAndOut();
    const { id } = await comesTo({ status: 'pending', attempts: 1, error: expect.any(String) });
    const database = api.portico.get(Database);
    const far = Date.now() + 3_600_000;
    await database.affected(
      "UPDATE logout_deliveries SET status = 'pending', finished_at = NULL, due_at_ms = ? WHERE id = ?",
      [far, id],
    );
    receiver.behaviours = [200];
    expect((await retry(id)).status).toBe(200);
    await comesTo({ status: 'delivered' });
  });

  it('leaves one as it is that was delivered, and notes nothing', async () => {
    await signInAndOut();
    const { id } = await comesTo({ status: 'delivered' });
    const answer = await retry(id);
    expect([answer.status, answer.body.status]).toEqual([200, 'delivered']);
    const subject = `client:${party.client.client_id}`;
    expect((await api.portico.get(AuditTrail).list({ type: 'logout.retried', subject })).events).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(receiver.received).toHaveLength(1);
  });

  it('knows no delivery that isn’t there, and refuses what is none', async () => {
    expect((await retry(randomUUID())).status).toBe(404);
    expect(errorsOf(await retry('x'))).toEqual([400, ['delivery_id']]);
  });
});
