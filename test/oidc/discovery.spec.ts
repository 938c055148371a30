import { decodeJwt } from 'jose';
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeyRotation } from '#libs/keys';
import { TestBrowser } from '../support/browser.js';
import { createPerson } from '../support/person.js';
import { freePort, startPortico, type TestPortico } from '../support/portico.js';
import { type Answer, RelyingParty } from '../support/relying-party.js';

type Metadata = Readonly<Record<string, unknown>>;

const LOOPBACK = { [oauth.allowInsecureRequests]: true };

let portico: TestPortico;
/** Whose issuer has a path. */
let nested: TestPortico;
let browser: TestBrowser;
let party: RelyingParty;
let metadata: Metadata;

beforeAll(async () => {
  const port = String(await freePort());
  const issuer = { PORTICO_PORT: port, PORTICO_ISSUER: `http://localhost:${port}/id/one` };
  [portico, nested] = await Promise.all([startPortico(), startPortico(issuer)]);
  browser = new TestBrowser(portico.url);
  party = await RelyingParty.register(portico, {
    scope: 'openid profile email address phone offline_access',
    redirect_uris: ['https://client.example/callback'],
  });
  metadata = await documentAt(`${portico.url}/.well-known/openid-configuration`);
});
afterAll(() => Promise.all([portico.close(), nested.close()]));

async function documentAt(url: string): Promise<Metadata> {
  const response = await fetch(url);
  expect([response.status, response.headers.get('content-type')], url).toEqual([
    200,
    expect.stringMatching(/^application\/json/),
  ]);
  return (await response.json()) as Metadata;
}

function listed(name: string): readonly string[] {
  return metadata[name] as readonly string[];
}

/** The parameters of the answer to an authorization request. */
async function asked(parameters: Record<string, string>): Promise<URLSearchParams> {
  const code_challenge = 'x'.repeat(43);
  return party.authorize(browser, { code_challenge, code_challenge_method: 'S256', ...parameters });
}

function tokenError(form: Record<string, string>): Promise<Answer> {
  return party.token(form);
}

describe('OpenID Connect Discovery 1.0 §4: the configuration', () => {
  it('names as issuer the URL that it was fetched from, and may be kept for minutes', async () => {
    expect(metadata.issuer).toBe(portico.url);
    const { headers } = await fetch(`${portico.url}/.well-known/openid-configuration`);
    expect(headers.get('cache-control')).toBe('public, max-age=300');
  });

  it('is the same as the metadata of RFC 8414', async () => {
    expect(await documentAt(`${portico.url}/.well-known/oauth-authorization-server`)).toEqual(metadata);
  });

  it('holds what OpenID Connect Discovery 1.0 §3 and RFC 8414 §2 demand', () => {
    for (const name of [
      'authorization_endpoint',
      'token_endpoint',
      'userinfo_endpoint',
      'jwks_uri',
      'scopes_supported',
      'response_types_supported',
      'subject_types_supported',
      'id_token_signing_alg_values_supported',
      'claims_supported',
    ]) {
      expect(metadata, name).toHaveProperty(name);
    }
    expect(listed('id_token_signing_alg_values_supported')).toContain('RS256');
    expect(listed('scopes_supported')).toContain('openid');
    expect(metadata.code_challenge_methods_supported).toEqual(['S256']);
    expect(metadata.authorization_response_iss_parameter_supported).toBe(true);
  });

  it('never offers alg none', () => {
    const algorithms = Object.entries(metadata).filter(([name]) => name.includes('_alg_values_'));
    expect(algorithms.length).toBeGreaterThan(3);
    for (const [name, values] of algorithms) expect(values, name).not.toContain('none');
  });
});

describe('RFC 8414 §3.1: an issuer with a path', () => {
  it.each([
    ['OpenID Connect Discovery appends', '/id/one/.well-known/openid-configuration'],
    ['RFC 8414 inserts', '/.well-known/oauth-authorization-server/id/one'],
    ['RFC 8414 §5 inserts for OpenID Connect', '/.well-known/openid-configuration/id/one'],
    ['appended', '/id/one/.well-known/oauth-authorization-server'],
  ])('%s: %s', async (_, path) => {
    const url = new URL(path, nested.url).href;
    expect(await documentAt(url)).toEqual(await documentAt(`${nested.url}/.well-known/openid-configuration`));
    const { headers } = await fetch(url, { headers: { origin: 'https://anywhere.example' } });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cache-control')).toBe('public, max-age=300');
  });

  it.each(['oidc', 'oauth2'] as const)('is discovered by a client library (%s)', async (algorithm) => {
    const issuer = new URL(nested.url);
    const response = await oauth.discoveryRequest(issuer, { algorithm, ...LOOPBACK });
    const server = await oauth.processDiscoveryResponse(issuer, response);
    expect(server.token_endpoint).toBe(`${nested.url}/oauth2/token`);
  });

  it('has nothing at the well-known addresses of another issuer', async () => {
    for (const path of ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server/id']) {
      expect((await fetch(new URL(path, nested.url))).status).toBe(404);
    }
  });

  it('signs people in under that path, and each of two servers accepts its own tokens only', async () => {
    const below = await RelyingParty.register(nested);
    const own = await below.tokens(new TestBrowser(new URL(nested.url).origin));
    expect(decodeJwt(String(own.id_token)).iss).toBe(nested.url);
    const other = await party.tokens(browser);
    expect((await below.userinfo(own.access_token)).status).toBe(200);
    expect((await party.userinfo(other.access_token)).status).toBe(200);
    expect((await below.userinfo(other.access_token)).status).toBe(401);
    expect((await party.userinfo(own.access_token)).status).toBe(401);
  });
});

describe('What is advertised is served', () => {
  it.each(['portico', 'nested'])('every endpoint is there (%s)', async (which) => {
    const { url } = which === 'portico' ? portico : nested;
    const document = await documentAt(`${url}/.well-known/openid-configuration`);
    const endpoints = Object.entries(document).filter(([, value]) => String(value).startsWith('http'));
    expect(endpoints.length).toBeGreaterThan(8);
    for (const [name, endpoint] of endpoints) {
      expect(String(endpoint), name).toMatch(new RegExp(`^${url}(/|$)`));
      if (name === 'issuer') continue;
      expect((await fetch(String(endpoint), { redirect: 'manual' })).status, name).not.toBe(404);
    }
  });

  it('every grant type, and no other; implicit, by response types that go with it', async () => {
    expect(listed('grant_types_supported')).toContain('implicit');
    for (const grant_type of listed('grant_types_supported').filter((one) => one !== 'implicit')) {
      expect((await tokenError({ grant_type })).body.error).not.toBe('unsupported_grant_type');
    }
    for (const grant_type of ['password', 'urn:ietf:params:oauth:grant-type:saml2-bearer']) {
      expect(listed('grant_types_supported')).not.toContain(grant_type);
    }
    for (const grant_type of ['password', 'implicit']) {
      expect((await tokenError({ grant_type })).body.error).toBe('unsupported_grant_type');
    }
  });

  it('every response type, to a client that is registered for it, and no other', async () => {
    const served = listed('response_types_supported');
    expect(served).toEqual(expect.arrayContaining(['code', 'id_token', 'id_token token']));
    const registered = { grant_types: ['authorization_code', 'implicit'], response_types: served };
    const every = await RelyingParty.register(portico, { ...registered, require_pkce: false });
    for (const response_type of [...served, 'token', 'none', 'code none']) {
      const back = await every.authorize(browser, { response_type, nonce: 'n' });
      const expected = served.includes(response_type) ? null : 'unsupported_response_type';
      expect(back.get('error'), response_type).toBe(expected);
    }
  });

  it('every response mode, and no other', async () => {
    for (const response_mode of listed('response_modes_supported').filter((one) => one !== 'form_post')) {
      expect((await asked({ response_mode })).has('code'), response_mode).toBe(true);
    }
    expect((await asked({ response_mode: 'web_message' })).get('error')).toBe('invalid_request');
  });

  it('every scope', async () => {
    for (const scope of listed('scopes_supported')) {
      const tokens = await party.tokens(browser, { scope: `openid ${scope}` });
      expect(tokens.scope?.split(' ')).toContain(scope);
    }
  });

  it('every claim, and no other', async () => {
    const everything = {
      name: 'A',
      given_name: 'A',
      family_name: 'A',
      middle_name: 'A',
      nickname: 'A',
      preferred_username: 'everything',
      profile: 'https://a.example',
      picture: 'https://a.example',
      website: 'https://a.example',
      gender: 'a',
      birthdate: '2000-01-01',
      zoneinfo: 'Europe/Paris',
      locale: 'en',
      phone_number: '+442071234567',
      address: { country: 'UK' },
    };
    const person = await createPerson(portico, everything);
    const scope = 'openid profile email address phone';
    const own = new TestBrowser(portico.url);
    const tokens = await party.tokens(own, { scope, nonce: 'n' }, person);
    const { body } = await party.userinfo(tokens.access_token);
    const { at_hash: _, ...idToken } = decodeJwt(String(tokens.id_token));
    const delivered = new Set([...Object.keys(body), ...Object.keys(idToken)]);
    expect([...delivered].toSorted()).toEqual(listed('claims_supported').toSorted());
  });

  it('every signing algorithm has a published key', async () => {
    const { keys } = (await documentAt(String(metadata.jwks_uri))) as { keys: { alg: string }[] };
    const signing = new Set(keys.map(({ alg }) => alg));
    expect(listed('id_token_signing_alg_values_supported').toSorted()).toEqual([...signing].toSorted());
  });

  it('S256, and no other code challenge method', async () => {
    expect((await asked({})).has('code')).toBe(true);
    expect((await asked({ code_challenge_method: 'plain' })).get('error')).toBe('invalid_request');
  });

  it('every prompt value, and no other', async () => {
    const session = new TestBrowser(portico.url);
    for (const prompt of ['none', 'login', 'consent', 'select_account', 'create', 'nonsense']) {
      const query = new URLSearchParams({
        client_id: party.client.client_id,
        redirect_uri: 'https://client.example/callback',
        response_type: 'code',
        scope: 'openid',
        code_challenge: 'x'.repeat(43),
        code_challenge_method: 'S256',
        prompt,
      });
      const { location } = await session.open(`${portico.url}/oauth2/authorize?${query}`);
      const refused = location?.includes('error=invalid_request') ?? false;
      expect(refused, prompt).toBe(!listed('prompt_values_supported').includes(prompt));
    }
  });

  it('the acr of a sign-in', async () => {
    const { id_token } = await party.tokens(browser);
    expect(listed('acr_values_supported')).toContain(decodeJwt(String(id_token)).acr);
  });

  it.each([
    ['request', false],
    ['request_uri', true],
  ])('%s, or it is refused in its own words (unsaid means %s)', async (name, unsaid) => {
    const supported = metadata[`${name}_parameter_supported`] ?? unsaid;
    const error = (await asked({ [name]: 'https://client.example/x' })).get('error');
    expect(error === `${name}_not_supported`).toBe(!supported);
  });

  it('every client authentication method of the token endpoint, and no other', async () => {
    for (const token_endpoint_auth_method of listed('token_endpoint_auth_methods_supported')) {
      const needsKeys = token_endpoint_auth_method === 'private_key_jwt';
      const client = await RelyingParty.register(portico, { token_endpoint_auth_method });
      expect(client.client.jwks === null).toBe(!needsKeys);
    }
    await expect(
      RelyingParty.register(portico, { token_endpoint_auth_method: 'tls_client_auth' }),
    ).rejects.toThrow();
  });

  it('introspection to no client that does not authenticate', () => {
    expect(listed('introspection_endpoint_auth_methods_supported')).not.toContain('none');
    expect(listed('revocation_endpoint_auth_methods_supported')).toContain('none');
  });
});

describe('RFC 7517 §5: the published keys', () => {
  const PUBLIC_MEMBERS: Readonly<Record<string, readonly string[]>> = {
    RSA: ['alg', 'e', 'kid', 'kty', 'n', 'use'],
    EC: ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'],
    OKP: ['alg', 'crv', 'kid', 'kty', 'use', 'x'],
  };
  const published = async () =>
    ((await documentAt(String(metadata.jwks_uri))) as { keys: Record<string, string>[] }).keys;

  it('hold public members only, a kid of their own each, and what they are for', async () => {
    const keys = await published();
    for (const key of keys) {
      expect(Object.keys(key).toSorted()).toEqual(PUBLIC_MEMBERS[String(key.kty)]);
      expect(key.use).toBe('sig');
    }
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length);
  });

  it('show the next key before it signs, and keep the one before while its tokens live', async () => {
    const before = await published();
    const { kid } = await portico.get(KeyRotation).rotate('ES256');
    const after = await published();
    expect(after.map((key) => key.kid)).toEqual(
      expect.arrayContaining([kid, ...before.map((key) => key.kid)]),
    );
    const client = await RelyingParty.register(portico, { id_token_signed_response_alg: 'ES256' });
    const { id_token } = await client.tokens(browser);
    const header = JSON.parse(Buffer.from(String(id_token).split('.')[0] ?? '', 'base64url').toString());
    expect(header.kid).not.toBe(kid);
    expect(before.map((key) => key.kid)).toContain(header.kid);
  });
});
