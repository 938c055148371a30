import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { Controller, Post, UseGuards } from '@nestjs/common';
import { exportJWK, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sweeper } from '#libs/storage';
import { type Answer, asking } from '../../test/asking.js';
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
const TOKEN_ENDPOINT = `${ISSUER}/oauth2/token`;
const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

let bench: ClientBench;
let ask: ReturnType<typeof asking>;
const served = { keys: [] as object[] };

async function register(client_id: string, metadata: object): Promise<void> {
  const base = { grant_types: ['client_credentials'], token_endpoint_auth_method: 'private_key_jwt' };
  await bench.service.create({ ...base, ...metadata }, admin, { client_id });
}

beforeAll(async () => {
  bench = await openClientBench({
    controllers: [Who],
    getJson: async (url) => {
      if (url === 'https://client.example/jwks') return served;
      throw new Error('nothing there');
    },
  });
  ask = asking(bench);
  const jwk = async (key: KeyObject, more: object = {}) => ({ ...(await exportJWK(key)), ...more });
  const keys = [
    await jwk(ec.publicKey),
    await jwk(ed.publicKey, { kid: 'ed' }),
    await jwk(rsa.publicKey, { kid: 'rsa' }),
  ];
  await register('keys', { jwks: { keys } });
  await register('another', { jwks: { keys: [await jwk(stranger.publicKey)] } });
  await register('es256', { jwks: { keys }, token_endpoint_auth_signing_alg: 'ES256' });
  await register('ps256-key', { jwks: { keys: [await jwk(rsa.publicKey, { alg: 'PS256' })] } });
  await register('twins', { jwks: { keys: [await jwk(stranger.publicKey), await jwk(ec.publicKey)] } });
  await register('fetched', { jwks_uri: 'https://client.example/jwks' });
  await register('unreachable', { jwks_uri: 'https://gone.example/jwks' });
  await register('disabled', { jwks: { keys }, status: 'disabled' });
  await register('secret', { jwks: { keys }, token_endpoint_auth_method: 'client_secret_basic' });
  served.keys = [await jwk(ec.publicKey, { kid: 'served' })];
});
afterAll(async () => bench.close());

let serial = 0;
interface Signing {
  key?: KeyObject | Uint8Array;
  header?: Record<string, unknown>;
}

/** An honest assertion of `client_id`, but for the differences; undefined takes a claim away. */
function assertion(
  client_id: string,
  claims: Record<string, unknown> = {},
  signing: Signing = {},
): Promise<string> {
  serial += 1;
  const now = bench.clock.now();
  const honest = {
    iss: client_id,
    sub: client_id,
    aud: ISSUER,
    exp: now + 60,
    iat: now,
    jti: `jti-${serial}`,
  };
  return new SignJWT({ ...honest, ...claims } as never)
    .setProtectedHeader({ alg: 'ES256', ...signing.header })
    .sign(signing.key ?? ec.privateKey);
}

/** What jose would not sign: an honest assertion under any header. */
function signedByHand(header: object): string {
  const exp = bench.clock.now() + 60;
  const claims = { iss: 'keys', sub: 'keys', aud: ISSUER, exp, jti: randomUUID() };
  const text = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('sha256', Buffer.from(text), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

const send = (client_assertion: string, more: Record<string, string | undefined> = {}): Promise<Answer> =>
  ask({ client_assertion, client_assertion_type: TYPE, ...more });

const failed = { error: 'invalid_client', error_description: 'client authentication failed' };

describe('RFC 7523 §2.2: private_key_jwt', () => {
  it.each([
    ['ES256 without kid', {}, {}],
    ['EdDSA', {}, { key: ed.privateKey, header: { alg: 'EdDSA', kid: 'ed' } }],
    ['RS256', {}, { key: rsa.privateKey, header: { alg: 'RS256', kid: 'rsa' } }],
    ['PS256', {}, { key: rsa.privateKey, header: { alg: 'PS256', kid: 'rsa' } }],
    ['the token endpoint as audience', { aud: TOKEN_ENDPOINT }, {}],
    ['a list of one audience', { aud: [ISSUER] }, {}],
    ['a list of both audiences', { aud: [ISSUER, TOKEN_ENDPOINT] }, {}],
    ['no iat', { iat: undefined }, {}],
    ['its type', {}, { header: { typ: 'JWT' } }],
    ['its newer type', {}, { header: { typ: 'client-authentication+jwt' } }],
  ] as [string, object, Signing][])('lets the client in with %s', async (_, claims, signing) => {
    const { status, body } = await send(await assertion('keys', { ...claims }, signing));
    expect([status, body]).toEqual([201, { client_id: 'keys', method: 'private_key_jwt' }]);
  });

  it('finds the key among several that fit', async () => {
    expect((await send(await assertion('twins'))).status).toBe(201);
  });

  it('may be repeated by client_id in the body, and only by the same', async () => {
    expect((await send(await assertion('keys'), { client_id: 'keys' })).status).toBe(201);
    const { status, body } = await send(await assertion('keys'), { client_id: 'another' });
    expect([status, body]).toMatchObject([400, { error: 'invalid_request' }]);
  });
});

describe('RFC 7523 §3: an assertion that proves nothing', () => {
  it('is not merely one made by hand', async () => {
    expect((await send(signedByHand({ alg: 'ES256' }))).status).toBe(201);
  });

  const hs256 = { header: { alg: 'HS256' } };
  it.each([
    ['of a key that is not the client’s', () => assertion('keys', {}, { key: stranger.privateKey })],
    ['of a client that is not known', () => assertion('nobody')],
    ['of a disabled client', () => assertion('disabled')],
    ['of a client registered for a secret', () => assertion('secret')],
    ['whose issuer is another', () => assertion('keys', { iss: 'another' })],
    ['without an issuer', () => assertion('keys', { iss: undefined })],
    ['without a subject', () => assertion('keys', { sub: undefined })],
    ['whose subject is no text', () => assertion('keys', { iss: 1, sub: 1 })],
    ['in the name of another', () => assertion('another')],
    [
      'without a signature',
      async () =>
        new UnsecuredJWT({ iss: 'keys', sub: 'keys', aud: ISSUER })
          .setJti('u')
          .setExpirationTime(bench.clock.now() + 60)
          .encode(),
    ],
    [
      'made with the public key as a secret',
      () =>
        assertion(
          'keys',
          {},
          { key: Buffer.from(rsa.publicKey.export({ format: 'pem', type: 'spki' })), ...hs256 },
        ),
    ],
    [
      'of an algorithm that the client did not register',
      () => assertion('es256', {}, { key: rsa.privateKey, header: { alg: 'RS256', kid: 'rsa' } }),
    ],
    [
      'of an algorithm that is not the key’s',
      () => assertion('ps256-key', {}, { key: rsa.privateKey, header: { alg: 'RS256' } }),
    ],
    [
      'of an algorithm that Portico does not take',
      () => assertion('keys', {}, { key: rsa.privateKey, header: { alg: 'RS512', kid: 'rsa' } }),
    ],
    ['with the kid of another key', () => assertion('keys', {}, { header: { kid: 'ed' } })],
    ['with a kid that nobody has', () => assertion('keys', {}, { header: { kid: 'none' } })],
    [
      'that brings its own key',
      async () =>
        assertion(
          'keys',
          {},
          { key: stranger.privateKey, header: { jwk: await exportJWK(stranger.publicKey) } },
        ),
    ],
    ['with a critical extension', async () => signedByHand({ alg: 'ES256', crit: ['exotic'], exotic: 1 })],
    ['whose keys can’t be had', () => assertion('unreachable')],
    ['that is no JWT', async () => 'a.b.c'],
    ['that is nothing like one', async () => '…'],
  ])('%s is refused with the same words', async (_, make) => {
    const { status, body, headers } = await send(await make());
    expect([status, body]).toMatchObject([401, failed]);
    expect(headers['www-authenticate']).toBeUndefined();
  });

  it('was changed after it was signed', async () => {
    const [header, , signature] = (await assertion('keys')).split('.');
    const [, claims] = (await assertion('keys', { jti: 'changed' })).split('.');
    expect((await send([header, claims, signature].join('.'))).body).toMatchObject(failed);
  });
});

describe('RFC 7523 §3: an assertion with a wrong claim', () => {
  const now = () => bench.clock.now();
  it.each([
    ['aud', 'of another server', () => ({ aud: 'https://other.example' })],
    ['aud', 'of this server and another', () => ({ aud: [ISSUER, 'https://other.example'] })],
    ['aud', 'with a slash too many', () => ({ aud: `${ISSUER}/` })],
    ['aud', 'empty', () => ({ aud: [] })],
    ['aud', 'missing', () => ({ aud: undefined })],
    ['aud', 'no text', () => ({ aud: 7 })],
    ['aud', 'a list of what is no text', () => ({ aud: [null] })],
    ['exp', 'over', () => ({ exp: now() - 31 })],
    ['exp', 'too far ahead', () => ({ exp: now() + 3600 + 31 })],
    ['exp', 'endless', () => ({ exp: 1e300 })],
    ['claim', 'exp missing', () => ({ exp: undefined })],
    ['claim', 'exp a text', () => ({ exp: String(now() + 60) })],
    ['claim', 'nbf in the future', () => ({ nbf: now() + 31 })],
    ['iat', 'in the future', () => ({ iat: now() + 31 })],
    ['claim', 'jti missing', () => ({ jti: undefined })],
    ['jti', 'empty', () => ({ jti: '' })],
    ['jti', 'too long', () => ({ jti: 'x'.repeat(256) })],
    ['jti', 'no text', () => ({ jti: 7 })],
  ])('is refused, and its signer is told: %s %s', async (claim, _, claims) => {
    const { status, body } = await send(await assertion('keys', claims()));
    expect([status, body]).toMatchObject([401, { error: 'invalid_client', rule: 'client_assertion.claims' }]);
    expect(body['error_description']).toMatch(new RegExp(`^client_assertion: .*${claim}`));
  });

  it.each([
    ['exp just over', () => ({ exp: now() - 29 })],
    ['exp an hour ahead', () => ({ exp: now() + 3600 })],
    ['nbf and iat just ahead', () => ({ nbf: now() + 29, iat: now() + 29 })],
  ])('is forgiven what clocks may differ: %s', async (_, claims) => {
    expect((await send(await assertion('keys', claims()))).status).toBe(201);
  });

  it('is refused when it is another kind of JWT', async () => {
    const { body } = await send(await assertion('keys', {}, { header: { typ: 'oauth-authz-req+jwt' } }));
    expect(body['error_description']).toContain('typ');
  });

  it('tells nothing of it to who did not sign', async () => {
    const { body } = await send(await assertion('keys', { exp: now() - 100 }, { key: stranger.privateKey }));
    expect(body).toMatchObject(failed);
  });
});

describe('RFC 7523 §3, rule 7: a jti', () => {
  it('is accepted once', async () => {
    const once = await assertion('keys');
    expect((await send(once)).status).toBe(201);
    const { status, body } = await send(once);
    expect([status, body]).toMatchObject([
      401,
      { error: 'invalid_client', rule: 'client_assertion.replayed' },
    ]);
  });

  it('is accepted once of fifty that come at the same time, at two servers', async () => {
    const other = await openClientBench({ controllers: [Who], database: bench.store, clock: bench.clock });
    const askOther = asking(other);
    const client_assertion = await assertion('keys');
    const form = { client_assertion, client_assertion_type: TYPE };
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => (n % 2 ? ask(form) : askOther(form))),
    );
    await other.close();
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(49);
  });

  it('is the client’s own: another may use the same', async () => {
    expect((await send(await assertion('keys', { jti: 'shared' }))).status).toBe(201);
    expect((await send(await assertion('twins', { jti: 'shared' }))).status).toBe(201);
  });

  it('is not used up by an assertion that proves nothing', async () => {
    await send(await assertion('keys', { jti: 'kept' }, { key: stranger.privateKey }));
    await send(await assertion('keys', { jti: 'kept', aud: 'https://other.example' }));
    expect((await send(await assertion('keys', { jti: 'kept' }))).status).toBe(201);
  });

  it('is remembered until its assertion is refused for its age, and then forgotten', async () => {
    const count = async () => (await bench.store.database.rows('SELECT * FROM client_assertions')).length;
    const sweep = () => bench.app.get(Sweeper).sweep();
    const last = await assertion('keys', { exp: bench.clock.now() + 3600 });
    expect((await send(last)).status).toBe(201);
    bench.clock.pass(3600 + 29);
    await sweep();
    expect((await send(last)).body).toMatchObject({ rule: 'client_assertion.replayed' });
    bench.clock.pass(2);
    await sweep();
    expect(await count()).toBe(0);
    expect((await send(last)).body).toMatchObject({ rule: 'client_assertion.claims' });
  });
});

describe('RFC 7521 §4.2: the parameters', () => {
  it.each([
    [
      'another type',
      {
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer',
        client_assertion: 'x',
      },
    ],
    ['no type', { client_assertion: 'x' }],
    ['no assertion', { client_assertion_type: TYPE }],
    ['an assertion of 8,193 characters', { client_assertion_type: TYPE, client_assertion: 'x'.repeat(8193) }],
  ])('are refused with %s', async (_, form) => {
    const { status, body } = await ask(form);
    expect([status, body]).toMatchObject([400, { error: 'invalid_request' }]);
  });
});

describe('RFC 7591 §2: jwks_uri', () => {
  it('is where the client’s key is looked for', async () => {
    expect((await send(await assertion('fetched', {}, { header: { kid: 'served' } }))).status).toBe(201);
    const wrong = await assertion('fetched', {}, { key: stranger.privateKey, header: { kid: 'served' } });
    expect((await send(wrong)).body).toMatchObject(failed);
  });
});
