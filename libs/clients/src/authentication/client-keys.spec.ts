import { generateKeyPairSync } from 'node:crypto';
import { exportJWK, type JWTVerifyGetKey } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OutboundClient } from '#libs/outbound';
import { ClientKeys } from './client-keys.js';

const URI = 'https://client.example/jwks';
const publicJwk = async (kid: string) => ({
  ...(await exportJWK(generateKeyPairSync('ed25519').publicKey)),
  kid,
});

/** A key server that counts, and fails on demand. */
async function keyServer() {
  const state = { keys: [await publicJwk('a')] as object[], down: false, asked: 0, urls: [] as string[] };
  const getJson = async (url: string) => {
    state.asked += 1;
    state.urls.push(url);
    await new Promise((resolve) => setImmediate(resolve));
    if (state.down) throw new Error('down');
    return { keys: [...state.keys] };
  };
  return { state, keys: new ClientKeys({ getJson } as unknown as OutboundClient) };
}

const client = { client_id: 'c', jwks: null, jwks_uri: URI };
async function ask(find: JWTVerifyGetKey, kid: string): Promise<'found' | 'not found'> {
  try {
    await find({ alg: 'EdDSA', kid }, {} as never);
    return 'found';
  } catch {
    return 'not found';
  }
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: 1_700_000_000_000 }));
afterEach(() => void vi.useRealTimers());
const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

describe('OpenID Connect Core 1.0 §10.1.1: the keys at a jwks_uri', () => {
  it('are fetched once for all who wait', async () => {
    const { state, keys } = await keyServer();
    const found = await Promise.all(Array.from({ length: 20 }, () => ask(keys.of(client), 'a')));
    expect(found).toEqual(Array(20).fill('found'));
    expect(state.asked).toBe(1);
  });

  it('are fetched anew for an unknown kid, at most once in 30 seconds', async () => {
    const { state, keys } = await keyServer();
    await ask(keys.of(client), 'a');
    state.keys.push(await publicJwk('b'));
    expect(await ask(keys.of(client), 'b')).toBe('not found');
    pass(31);
    const found = await Promise.all(Array.from({ length: 20 }, () => ask(keys.of(client), 'b')));
    expect(found).toEqual(Array(20).fill('found'));
    expect(state.asked).toBe(2);
    for (let n = 0; n < 20; n += 1) await ask(keys.of(client), `unknown${n}`);
    expect(state.asked).toBe(2);
    pass(31);
    for (let n = 0; n < 20; n += 1) await ask(keys.of(client), `unknown${n}`);
    expect(state.asked).toBe(3);
  });

  it('are asked for at most once in 30 seconds when their server fails', async () => {
    const { state, keys } = await keyServer();
    state.down = true;
    for (let n = 0; n < 20; n += 1) expect(await ask(keys.of(client), 'a')).toBe('not found');
    expect(state.asked).toBe(1);
    state.down = false;
    pass(31);
    expect(await ask(keys.of(client), 'a')).toBe('found');
  });

  it('are asked for at most once in 30 seconds when they are no keys', async () => {
    const { state, keys } = await keyServer();
    state.keys = ['nonsense'] as unknown as object[];
    for (let n = 0; n < 20; n += 1) expect(await ask(keys.of(client), 'a')).toBe('not found');
    expect(state.asked).toBe(1);
  });

  it('are forgotten after ten minutes, so that a withdrawn key ends', async () => {
    const { state, keys } = await keyServer();
    await ask(keys.of(client), 'a');
    state.keys = [await publicJwk('b')];
    pass(599);
    expect(await ask(keys.of(client), 'a')).toBe('found');
    pass(2);
    expect(await ask(keys.of(client), 'a')).toBe('not found');
  });

  it('stand in for an hour while their server fails', async () => {
    const { state, keys } = await keyServer();
    await ask(keys.of(client), 'a');
    state.down = true;
    pass(3599);
    expect(await ask(keys.of(client), 'a')).toBe('found');
    pass(601);
    expect(await ask(keys.of(client), 'a')).toBe('not found');
  });

  it('are those of the URI that is registered now', async () => {
    const { state, keys } = await keyServer();
    await ask(keys.of(client), 'a');
    await ask(keys.of({ ...client, jwks_uri: 'https://client.example/new' }), 'a');
    expect(state.urls).toEqual([URI, 'https://client.example/new']);
  });

  it('are each client’s own, and held for a thousand of them', async () => {
    const { state, keys } = await keyServer();
    for (let n = 0; n < 1001; n += 1) await ask(keys.of({ ...client, client_id: `c${n}` }), 'a');
    expect(state.asked).toBe(1001);
    await ask(keys.of({ ...client, client_id: 'c1000' }), 'a');
    expect(state.asked).toBe(1001);
    await ask(keys.of({ ...client, client_id: 'c0' }), 'a');
    expect(state.asked).toBe(1002);
  });
});

describe('the keys of a client', () => {
  it('are none when it registered none', async () => {
    const { state, keys } = await keyServer();
    expect(await ask(keys.of({ ...client, jwks_uri: null }), 'a')).toBe('not found');
    expect(state.asked).toBe(0);
  });

  it('that are registered are prepared once', async () => {
    const { keys } = await keyServer();
    const jwks = { keys: [await publicJwk('a')] };
    expect(keys.of({ ...client, jwks, jwks_uri: null })).toBe(keys.of({ ...client, jwks, jwks_uri: null }));
  });
});
