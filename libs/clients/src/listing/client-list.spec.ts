import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvalidCursor } from '#libs/audit';
import { type ClientBench, openClientBench } from '../../test/client-bench.js';
import type { ClientOrder } from './client-cursor.js';

const admin = { actor: 'system' };
const NAMES = [null, 'Beta', 'Alpha', null, 'Gamma', 'Alpha', 'beta', '100%_!', 'Été', 'Zoé'];

let bench: ClientBench;

beforeAll(async () => {
  bench = await openClientBench();
  for (const [n, client_name] of NAMES.entries()) {
    const metadata = { client_name, redirect_uris: ['https://a.example/'] };
    await bench.service.create(metadata, admin, { client_id: `c${n}` });
  }
});
afterAll(async () => bench.close());

async function allPages(order: ClientOrder, limit: number): Promise<(readonly [string | null, string])[]> {
  const found: (readonly [string | null, string])[] = [];
  let cursor: string | undefined;
  do {
    const page = await bench.service.list({ order, limit, ...(cursor === undefined ? {} : { cursor }) });
    expect(page.clients.length).toBeLessThanOrEqual(limit);
    found.push(...page.clients.map(({ client_name, client_id }) => [client_name, client_id] as const));
    cursor = page.next_cursor;
  } while (cursor !== undefined);
  return found;
}

describe('the list of clients', () => {
  it.each([1, 2, 3, 4, 10, 200])('has each client once by client_id, %i a page', async (limit) => {
    const ids = (await allPages('client_id', limit)).map(([, client_id]) => client_id);
    expect(ids).toEqual(NAMES.map((_, n) => `c${n}`));
  });

  it.each([1, 2, 3, 4, 10, 200])(
    'has each client once by name, those without first, %i a page',
    async (limit) => {
      expect(await allPages('client_name', limit)).toEqual([
        [null, 'c0'],
        [null, 'c3'],
        ['100%_!', 'c7'],
        ['Alpha', 'c2'],
        ['Alpha', 'c5'],
        ['Beta', 'c1'],
        ['Gamma', 'c4'],
        ['Zoé', 'c9'],
        ['beta', 'c6'],
        ['Été', 'c8'],
      ]);
    },
  );

  it.each([
    ['eta', ['c1', 'c6']],
    ['BETA', ['c1', 'c6']],
    ['alpha', ['c2', 'c5']],
    ['%', ['c7']],
    ['_', ['c7']],
    ['!', ['c7']],
    ['0%_!', ['c7']],
    ['Zoé', ['c9']],
    ["' OR 1=1 --", []],
    ['', NAMES.map((_, n) => `c${n}`)],
  ])('is filtered by a part of the name: %j', async (name, ids) => {
    expect((await bench.service.list({ name })).clients.map(({ client_id }) => client_id)).toEqual(ids);
  });

  it('holds the secrets’ hashes of each client', async () => {
    const { clients } = await bench.service.list();
    for (const client of clients) expect(client.secrets).toHaveLength(1);
  });

  it('has between 1 and 200 clients a page, whatever is asked', async () => {
    expect((await bench.service.list({ limit: -5 })).clients).toHaveLength(1);
    expect((await bench.service.list({ limit: Number.NaN })).clients).toHaveLength(NAMES.length);
    expect((await bench.service.list({ limit: 1e9 })).clients).toHaveLength(NAMES.length);
  });

  it.each(['', 'x', '!!', 'bnVsbA', 'W10', 'WzFd', 'e30', 'WyJhIiwiYiIsImMiXQ', 'WyJhIiwxXQ'])(
    'refuses a cursor that it never gave: %j',
    async (cursor) => {
      for (const order of ['client_id', 'client_name'] as const) {
        await expect(bench.service.list({ cursor, order })).rejects.toThrow(InvalidCursor);
      }
    },
  );

  it('refuses the cursor of another order', async () => {
    const { next_cursor: cursor } = await bench.service.list({ limit: 1, order: 'client_id' });
    await expect(bench.service.list({ cursor: cursor!, order: 'client_name' })).rejects.toThrow(
      InvalidCursor,
    );
  });
});
