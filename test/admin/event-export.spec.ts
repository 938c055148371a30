import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditTrail } from '#libs/audit';
import { Database } from '#libs/storage';
import { type AdminApi, type Caller, errorsOf, startAdminApi } from './admin-api.js';

const MANY = 10_200;

let api: AdminApi;
let auditor: Caller;
beforeAll(async () => {
  api = await startAdminApi();
  auditor = await api.person('auditor');
  const trail = api.portico.get(AuditTrail);
  await api.portico.get(Database).transaction(async (tx) => {
    for (let n = 0; n < MANY; n += 1) {
      const outcome = n % 100 === 0 ? 'failure' : 'success';
      await trail.record({ type: 'export.test', actor: `account:${n % 3}`, outcome, ip: '203.0.113.7' }, tx);
    }
  });
});
afterAll(() => api.close());

type Event = { id: string; at_ms: number; type: string; actor: string; outcome: string };

async function exported(query: string): Promise<Event[]> {
  const response = await fetch(`${api.portico.url}/admin/v1/events/export?${query}`, {
    headers: { authorization: `Bearer ${auditor.token}` },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^application\/jsonl/);
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="portico-events.jsonl"');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const text = await response.text();
  expect(text === '' || text.endsWith('\n')).toBe(true);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

describe('GET /events/export', () => {
  it('streams each of more than ten thousand events once, newest first', async () => {
    const events = await exported('type=export.test');
    expect(events).toHaveLength(MANY);
    expect(new Set(events.map(({ id }) => id)).size).toBe(MANY);
    const order = events.map(({ at_ms, id }) => `${at_ms} ${id}`);
    expect(order).toEqual(order.toSorted().toReversed());
  });

  it('has what the list has, narrowed by the same filters', async () => {
    const query = 'type=export.test&outcome=failure&actor=account:1&ip=203.0.113.7';
    const { body } = await auditor.get(`/events?${query}&limit=200`);
    expect(body.items).toHaveLength(34);
    expect(await exported(query)).toEqual(body.items);
    const [newest, , third] = body.items;
    const between = `${query}&from_ms=${third.at_ms}&to_ms=${newest.at_ms + 1}`;
    expect(await exported(between)).toEqual((await auditor.get(`/events?${between}`)).body.items);
    expect(await exported(`${query}&to_ms=${body.items.at(-1).at_ms}`)).toEqual([]);
    expect(await exported('ip=198.51.100.1')).toEqual([]);
  });

  it.each([
    ['cursor=a', 'cursor'],
    ['limit=5', 'limit'],
    ['outcome=maybe', 'outcome'],
  ])('refuses ?%s before it sends anything', async (query, field) => {
    expect(errorsOf(await auditor.get(`/events/export?${query}`))).toEqual([400, [field]]);
  });
});
