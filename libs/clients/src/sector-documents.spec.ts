import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OutboundError } from '#libs/outbound';
import { type ClientBench, openClientBench } from '../test/client-bench.js';
import { InvalidClientMetadata } from './metadata/invalid-client-metadata.js';

const admin = { actor: 'account:1' };
const sector_identifier_uri = 'https://sector.example/uris.json';
const redirect_uris = ['https://a.example/cb', 'https://b.example/cb'];
const pairwise = { subject_type: 'pairwise', sector_identifier_uri, redirect_uris };

let bench: ClientBench;
let served: unknown;
let fetched: string[];

beforeAll(async () => {
  bench = await openClientBench({
    getJson: async (url) => {
      fetched.push(url);
      if (served instanceof Error) throw served;
      return served;
    },
  });
});
beforeEach(() => {
  served = redirect_uris;
  fetched = [];
});
afterAll(async () => bench.close());

const create = (metadata: object) => bench.service.create(metadata, admin);
const problems = async (made: Promise<unknown>) => {
  const error = await made.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof InvalidClientMetadata) return error.problems;
  throw new Error(`not refused: ${String(error)}`);
};

describe('OpenID Connect Dynamic Client Registration 1.0 §5: sector_identifier_uri', () => {
  it('is read once, when the client is registered', async () => {
    const { client } = await create(pairwise);
    expect([client.sector_identifier_uri, fetched]).toEqual([sector_identifier_uri, [sector_identifier_uri]]);
  });

  it('may name more than this client’s redirect URIs', async () => {
    served = [...redirect_uris, 'https://c.example/cb'];
    await expect(create(pairwise)).resolves.toBeDefined();
  });

  it.each([
    ['that lacks a redirect URI', ['https://a.example/cb']],
    ['that spells one otherwise', ['https://a.example/cb', 'https://B.example/cb']],
    ['that holds nothing', []],
    ['that holds what is no text', [redirect_uris]],
    ['that is an object', { 0: redirect_uris[0], 1: redirect_uris[1], length: 2 }],
    ['that is a text', redirect_uris.join()],
    ['that is null', null],
    ['that can’t be had', new OutboundError('not_public')],
  ])('refuses a document %s', async (_, document) => {
    served = document;
    expect((await problems(create(pairwise)))[0]!.field).toBe('sector_identifier_uri');
    expect(fetched).toHaveLength(1);
  });

  it('says the same of every host that it can’t read', async () => {
    const answers = [];
    for (const code of ['not_public', 'unresolved', 'timeout', 'status'] as const) {
      served = new OutboundError(code);
      answers.push(await problems(create(pairwise)));
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('is read for public subjects too, once it is given', async () => {
    served = [];
    await problems(create({ ...pairwise, subject_type: 'public' }));
  });

  it('is not read when something else is wrong already', async () => {
    await problems(create({ ...pairwise, logo_uri: 'javascript:alert(1)' }));
    expect(fetched).toEqual([]);
  });

  it('is read again when a redirect URI is added, and only then', async () => {
    const { client_id } = (await create(pairwise)).client;
    const patch = (change: object) => bench.service.patch(client_id, undefined, change, admin);
    fetched = [];
    served = new OutboundError('timeout');
    await patch({ client_name: 'Renamed' });
    await patch({ redirect_uris: ['https://b.example/cb'] });
    expect(fetched).toEqual([]);
    await problems(patch({ redirect_uris: [...redirect_uris, 'https://c.example/cb'] }));
    expect(fetched).toEqual([sector_identifier_uri]);
    expect((await bench.service.get(client_id)).redirect_uris).toEqual(['https://b.example/cb']);
  });

  it('is read when another takes its place', async () => {
    const { client_id } = (await create(pairwise)).client;
    served = [];
    const change = { sector_identifier_uri: 'https://other.example/' };
    await problems(bench.service.replace(client_id, undefined, { ...pairwise, ...change }, admin));
  });

  it('does not let a change through whose sector another change took away meanwhile', async () => {
    const { client_id } = (await create({ redirect_uris })).client;
    served = redirect_uris;
    const both = Promise.allSettled([
      bench.service.patch(client_id, undefined, { sector_identifier_uri }, admin),
      bench.service.patch(client_id, undefined, { redirect_uris: ['https://evil.example/'] }, admin),
    ]);
    const refused = (await both).filter(({ status }) => status === 'rejected');
    const { redirect_uris: now, sector_identifier_uri: sector } = await bench.service.get(client_id);
    expect(refused).toHaveLength(1);
    expect(sector !== null && now.includes('https://evil.example/')).toBe(false);
  });
});
