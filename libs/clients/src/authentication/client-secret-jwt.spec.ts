import { createSecretKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Controller, Post, UseGuards } from '@nestjs/common';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, asking, basic } from '../../test/asking.js';
import { type ClientBench, openClientBench } from '../../test/client-bench.js';
import { AuthenticatedClient } from './authenticated-client.js';
import { AuthenticatedClientParam } from './authenticated-client.param.js';
import { ClientAuthenticationGuard } from './client-authentication.guard.js';

@Controller()
class Who {
  @Post('who')
  @UseGuards(ClientAuthenticationGuard)
  who(@AuthenticatedClientParam() { client, method }: AuthenticatedClient) {
    return { client_id: client.client_id, method };
  }
}

const admin = { actor: 'system' };
const ISSUER = 'https://id.example/op';
const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const OLD_KEY = 'o'.repeat(43);
const NEW_KEY = 'n'.repeat(43);

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
let bench: ClientBench;
let ask: ReturnType<typeof asking>;
const secrets: Record<string, string> = {};

async function register(client_id: string, metadata: object = {}): Promise<void> {
  const base = { grant_types: ['client_credentials'], token_endpoint_auth_method: 'client_secret_jwt' };
  const made = await bench.service.create({ ...base, ...metadata }, admin, { client_id });
  secrets[client_id] = made.client_secret!;
}

beforeAll(async () => {
  bench = await openClientBench({ controllers: [Who], encryptionKeys: [OLD_KEY] });
  ask = asking(bench);
  await register('signs');
  await register('another');
  await register('hs512', { token_endpoint_auth_signing_alg: 'HS512' });
  await register('issuer-only', { client_assertion_audience: 'issuer' });
  await register('sends', { token_endpoint_auth_method: 'client_secret_post' });
  const jwks = { keys: [ec.publicKey.export({ format: 'jwk' })] };
  await register('key', { token_endpoint_auth_method: 'private_key_jwt', jwks });
});
afterAll(async () => bench.close());

let serial = 0;
interface Signing {
  readonly alg?: string;
  readonly key?: KeyObject;
}

/** An honest assertion of a client, but for the differences. */
function assertion(client_id: string, claims: object = {}, { alg, key }: Signing = {}): Promise<string> {
  serial += 1;
  const now = bench.clock.now();
  const honest = { iss: client_id, sub: client_id, aud: ISSUER, exp: now + 60, jti: `jti-${serial}` };
  return new SignJWT({ ...honest, ...claims })
    .setProtectedHeader({ alg: alg ?? 'HS256' })
    .sign(key ?? createSecretKey(secrets[client_id]!, 'utf8'));
}

const send = (client_assertion: string, url = ask): Promise<Answer> =>
  url({ client_assertion, client_assertion_type: TYPE });
const failed = { error: 'invalid_client', error_description: 'client authentication failed' };

describe('OpenID Connect Core 1.0 §9: client_secret_jwt', () => {
  it.each(['HS256', 'HS384', 'HS512'])('lets the client in that signs with its secret by %s', async (alg) => {
    const { status, body } = await send(await assertion('signs', {}, { alg }));
    expect([status, body]).toEqual([201, { client_id: 'signs', method: 'client_secret_jwt' }]);
  });

  it('gives such a client a secret that is long enough for each of them (RFC 7518 §3.2)', () => {
    expect(Buffer.from(secrets['signs']!, 'utf8').length).toBeGreaterThanOrEqual(64);
    expect(Buffer.from(secrets['signs']!, 'base64url')).toHaveLength(64);
  });

  it.each([
    ['signed with the secret of another', () => assertion('signs', {}, { key: keyOf('another') })],
    ['by another algorithm than the registered', () => assertion('hs512')],
    ['of a client that sends its secret', () => assertion('sends')],
    ['of a client that signs with a key', () => assertion('key', {}, { key: publicKeyAsSecret() })],
    [
      'of a client with a secret, signed with a key',
      () => assertion('signs', {}, { alg: 'ES256', key: ec.privateKey }),
    ],
    ['signed with nothing', () => assertion('nobody', {}, { key: createSecretKey('x', 'utf8') })],
    ['signed with the hash of the secret', () => assertion('signs', {}, { key: hashAsSecret() })],
  ])('refuses with the same words an assertion %s', async (_, make) => {
    const { status, body } = await send(await make());
    expect([status, body]).toMatchObject([401, failed]);
  });

  it('takes the registered algorithm only', async () => {
    expect((await send(await assertion('hs512', {}, { alg: 'HS512' }))).status).toBe(201);
  });

  it('does not take the secret itself', async () => {
    expect((await ask({}, basic('signs', secrets['signs']!))).body).toMatchObject({
      error: 'invalid_client',
    });
    const form = { client_id: 'signs', client_secret: secrets['signs']! };
    expect((await ask(form)).body).toMatchObject({ error: 'invalid_client' });
  });

  it('accepts a jti once', async () => {
    const once = await assertion('signs');
    expect((await send(once)).status).toBe(201);
    expect((await send(once)).body).toMatchObject({ rule: 'client_assertion.replayed' });
  });
});

const keyOf = (client_id: string) => createSecretKey(secrets[client_id]!, 'utf8');
const publicKeyAsSecret = () =>
  createSecretKey(ec.publicKey.export({ format: 'pem', type: 'spki' }).toString(), 'utf8');
const hashAsSecret = () => createSecretKey(bench.registry.find('signs')!.secrets[0]!.secret_hash, 'utf8');

describe('RFC 7523 §3, RFC 9126 §2: what an assertion may be addressed to', () => {
  const endpoint = `${ISSUER}/oauth2/token`;
  it.each([
    ['signs', ISSUER, 201],
    ['signs', endpoint, 201],
    ['signs', `${ISSUER}/oauth2/par`, 201],
    ['signs', `${ISSUER}/oauth2/introspect`, 401],
    ['issuer-only', ISSUER, 201],
    ['issuer-only', endpoint, 401],
    ['issuer-only', [ISSUER, endpoint], 401],
  ])('%s, %j: %i', async (client_id, aud, status) => {
    expect((await send(await assertion(client_id, { aud }))).status).toBe(status);
  });

  it('is told to the client that may use only the issuer', async () => {
    const { body } = await send(await assertion('issuer-only', { aud: endpoint }));
    expect(body['error_description']).toBe('client_assertion: aud must be the issuer, and nothing else');
  });
});

describe('a secret that signs', () => {
  const row = async (client_id: string) => (await bench.service.get(client_id)).secrets;

  it('is kept sealed beside its hash, and is in neither the events nor the row', async () => {
    const [secret] = await row('signs');
    expect(secret!.sealed_secret).toMatch(/^eyJ/);
    expect(JSON.stringify([await row('signs'), await bench.audit.list()])).not.toContain(secrets['signs']);
    expect((await row('sends'))[0]!.sealed_secret).toBeNull();
  });

  it('may be either of two while it is being rotated', async () => {
    await register('rotating');
    const { client_secret } = await bench.service.rotateSecret('rotating', undefined, admin);
    for (const secret of [secrets['rotating']!, client_secret]) {
      const key = createSecretKey(secret, 'utf8');
      expect((await send(await assertion('rotating', {}, { key }))).status).toBe(201);
    }
    const [old] = await row('rotating');
    await bench.service.retireSecret('rotating', old!.id, undefined, admin);
    expect((await send(await assertion('rotating'))).status).toBe(401);
  });

  it('is new when the client begins to sign, for Portico does not know the old one', async () => {
    await register('begins', { token_endpoint_auth_method: 'client_secret_basic' });
    const patch = { token_endpoint_auth_method: 'client_secret_jwt' };
    const { client_secret, client } = await bench.service.patch('begins', undefined, patch, admin);
    expect(client.secrets).toHaveLength(1);
    const key = createSecretKey(client_secret!, 'utf8');
    expect((await send(await assertion('begins', {}, { key }))).status).toBe(201);
  });

  it('stays, as a hash only, when the client ceases to sign', async () => {
    await register('ceases');
    const patch = { token_endpoint_auth_method: 'client_secret_basic' };
    const { client_secret, client } = await bench.service.patch('ceases', undefined, patch, admin);
    expect([client_secret, client.secrets[0]!.sealed_secret]).toEqual([undefined, null]);
    expect((await ask({}, basic('ceases', secrets['ceases']!))).status).toBe(201);
  });

  it('is sealed anew at the start after the encryption key changed, so that the old key can go', async () => {
    const open = (...encryptionKeys: string[]) =>
      openClientBench({ controllers: [Who], database: bench.store, clock: bench.clock, encryptionKeys });
    const before = (await row('signs'))[0]!.sealed_secret;
    await (await open(NEW_KEY)).close();
    expect((await row('signs'))[0]!.sealed_secret).toBe(before);
    const { version } = await bench.service.get('signs');
    await (await open(NEW_KEY, OLD_KEY)).close();
    expect((await bench.service.get('signs')).version).toBe(version + 1);
    const after = await open(NEW_KEY);
    expect((await send(await assertion('signs'), asking(after))).status).toBe(201);
    await after.close();
  });
});
