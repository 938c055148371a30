import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkClientMetadata } from './check-client-metadata.js';
import { type ClientMetadata, METADATA_DEFAULTS } from './client-metadata.js';

const settings = { private_use_schemes: ['photos'] };
const valid: ClientMetadata = { ...METADATA_DEFAULTS, redirect_uris: ['https://client.example/callback'] };
const machine = { grant_types: ['client_credentials'], response_types: [], redirect_uris: [] };

const device = 'urn:ietf:params:oauth:grant-type:device_code';

type KeyType = 'ec' | 'ed25519' | 'rsa';
const jwk = (type: KeyType, options: object = {}): { publicKey: KeyObject; privateKey: KeyObject } =>
  generateKeyPairSync(
    type as 'rsa',
    { modulusLength: 2048, namedCurve: 'P-256', ...options } as never,
  ) as never;
const publicJwk = (...args: Parameters<typeof jwk>) => jwk(...args).publicKey.export({ format: 'jwk' });
const ec = publicJwk('ec');
const rsa = publicJwk('rsa');
const withKeys = (...keys: object[]) => ({
  token_endpoint_auth_method: 'private_key_jwt',
  jwks: { keys: keys as Record<string, unknown>[] },
});

const fieldsAtFault = (differences: Partial<ClientMetadata>) =>
  checkClientMetadata({ ...valid, ...differences }, settings).map(({ field }) => field);

interface Row {
  what: string;
  metadata: Partial<ClientMetadata>;
  faults: string[];
}

const table = (rows: [string, Partial<ClientMetadata>, ...string[]][]): Row[] =>
  rows.map(([what, metadata, ...faults]) => ({ what, metadata, faults }));

describe('RFC 7591 §2.1: grants, response types and redirect URIs', () => {
  it.each(
    table([
      ['the code flow', {}],
      ['the code flow without a redirect URI', { redirect_uris: [] }, 'redirect_uris'],
      ['the code flow without its response type', { response_types: [] }, 'response_types'],
      ['a machine', machine],
      ['a machine with a response type', { ...machine, response_types: ['code'] }, 'response_types'],
      ['no grant', { ...machine, grant_types: [] }, 'grant_types'],
      ['refresh tokens', { grant_types: ['authorization_code', 'refresh_token'] }],
      ['refresh tokens without the code flow', { ...machine, grant_types: ['refresh_token'] }, 'grant_types'],
      ['a public machine', { ...machine, token_endpoint_auth_method: 'none' }, 'grant_types'],
      ['a device', { ...machine, grant_types: [device, 'refresh_token'] }],
      ['a public device', { ...machine, grant_types: [device], token_endpoint_auth_method: 'none' }],
    ]),
  )('$what: $faults', ({ metadata, faults }) => expect(fieldsAtFault(metadata)).toEqual(faults));
});

describe('OpenID Connect Dynamic Client Registration 1.0 §2: response types', () => {
  const implicit = { grant_types: ['implicit'], response_types: ['id_token', 'id_token token'] };
  const hybrid = { grant_types: ['authorization_code', 'implicit'] };
  it.each(
    table([
      ['tokens through the browser', implicit],
      ['… without somewhere to send them', { ...implicit, redirect_uris: [] }, 'redirect_uris'],
      ['… and the grant left out', { response_types: ['code', 'id_token'] }, 'response_types'],
      ['… and only code', { ...hybrid, response_types: ['code'] }],
      ['both at once', { ...hybrid, response_types: ['code id_token', 'code token', 'code id_token token'] }],
      ['both without the code flow', { ...implicit, response_types: ['code id_token'] }, 'response_types'],
      ['the code flow without code', { ...hybrid, response_types: ['id_token'] }, 'response_types'],
      ['tokens to this machine', { ...implicit, redirect_uris: ['https://localhost'] }, 'redirect_uris[0]'],
      ['tokens on plain http', { ...implicit, redirect_uris: ['http://localhost:1/'] }, 'redirect_uris[0]'],
      [
        '… of a native app',
        { ...implicit, redirect_uris: ['http://localhost:1/'], application_type: 'native' },
      ],
      ['a host that begins alike', { ...implicit, redirect_uris: ['https://localhost.example/'] }],
    ]),
  )('$what: $faults', ({ metadata, faults }) => expect(fieldsAtFault(metadata)).toEqual(faults));
});

describe('OpenID Connect Core 1.0 §8.1: pairwise subjects', () => {
  const pairwise = (...redirect_uris: string[]) => ({ subject_type: 'pairwise' as const, redirect_uris });
  const sector_identifier_uri = 'https://sector.example/uris.json';
  it.each(
    table([
      ['one host', pairwise('https://a.example/1', 'https://a.example:8443/2')],
      ['two hosts', pairwise('https://a.example/', 'https://b.example/'), 'sector_identifier_uri'],
      [
        'two hosts, one sector',
        { ...pairwise('https://a.example/', 'https://b.example/'), sector_identifier_uri },
      ],
      [
        'no host',
        { ...pairwise('com.example.app:/cb'), application_type: 'native' },
        'sector_identifier_uri',
      ],
      ['no redirect URI', { ...machine, subject_type: 'pairwise' }, 'sector_identifier_uri'],
      ['a sector on plain http', { sector_identifier_uri: 'http://a.example/' }, 'sector_identifier_uri'],
    ]),
  )('$what: $faults', ({ metadata, faults }) => expect(fieldsAtFault(metadata)).toEqual(faults));
});

describe('OpenID Connect Back-Channel Logout 1.0 §2.2, Front-Channel Logout 1.0 §2: takes an address to be told at, or names it', () => {
  const front = (frontchannel_logout_uri: string) => ({ frontchannel_logout_uri });
  const back = (backchannel_logout_uri: string) => ({ backchannel_logout_uri });
  it.each(
    table([
      ['a notice elsewhere', back('https://other.example/logout?a=b')],
      ['a notice with a fragment', back('https://other.example/logout#x'), 'backchannel_logout_uri'],
      ['a notice to a script', back('javascript:alert(1)'), 'backchannel_logout_uri'],
      ['a page of the client', front('https://client.example/out?a=b')],
      ['a page with a fragment', front('https://client.example/out#x'), 'frontchannel_logout_uri'],
      ['a page elsewhere', front('https://other.example/out'), 'frontchannel_logout_uri'],
      ['a page on another port', front('https://client.example:444/out'), 'frontchannel_logout_uri'],
      ['a scripting page', front('data:text/html,x'), 'frontchannel_logout_uri'],
    ]),
  )('$what: $faults', ({ metadata, faults }) => expect(fieldsAtFault(metadata)).toEqual(faults));
});

describe('OpenID Connect Core 1.0 §6.2, RFC 8707 §2: URIs of request objects and resources', () => {
  const resources = (...allowed_resources: string[]) => ({ allowed_resources });
  it.each(
    table([
      ['a request object with a fragment', { request_uris: ['https://client.example/r.jwt#1'] }],
      ['one on plain http', { request_uris: ['http://client.example/r.jwt'] }, 'request_uris[0]'],
      ['resources', resources('https://api.example/v1', 'urn:example:films', 'http://api.internal:8080')],
      ['a relative resource', resources('/films'), 'allowed_resources[0]'],
      ['a resource with a fragment', resources('https://api.example/#x'), 'allowed_resources[0]'],
      ['a resource with a space', resources('https://api.example/ x'), 'allowed_resources[0]'],
      ['a scheme alone', resources('urn:'), 'allowed_resources[0]'],
    ]),
  )('$what: $faults', ({ metadata, faults }) => expect(fieldsAtFault(metadata)).toEqual(faults));
});

describe('RFC 8252 §7, RFC 9700 §4.1.3: URIs', () => {
  const uri = (...redirect_uris: string[]) => ({ redirect_uris });
  it.each(
    table([
      ['http elsewhere', uri('https://a.example/', 'http://a.example/'), 'redirect_uris[1]'],
      ['a fragment', uri('https://a.example/#x'), 'redirect_uris[0]'],
      ['a wildcard', uri('https://*.a.example/'), 'redirect_uris[0]'],
      ['a script', uri('javascript:alert(1)'), 'redirect_uris[0]'],
      ['http on this machine', uri('http://localhost:8000')],
      ['a private-use scheme, native', { ...uri('com.example.app:/cb'), application_type: 'native' }],
      ['a private-use scheme, web', uri('com.example.app:/cb'), 'redirect_uris[0]'],
      ['a listed scheme', { ...uri('photos:/cb'), application_type: 'native' }],
      ['a scheme not listed', { ...uri('films:/cb'), application_type: 'native' }, 'redirect_uris[0]'],
      [
        'sign-out to http',
        { post_logout_redirect_uris: ['http://a.example'] },
        'post_logout_redirect_uris[0]',
      ],
      ['a scripting logo', { logo_uri: 'javascript:alert(1)' }, 'logo_uri'],
      ['a data policy', { policy_uri: 'data:text/html,x' }, 'policy_uri'],
      ['a scripting sign-in', { initiate_login_uri: 'JavaScript:x' }, 'initiate_login_uri'],
      ['a sign-in without TLS', { initiate_login_uri: 'http://localhost/login' }, 'initiate_login_uri'],
      ['terms and home on ftp', { tos_uri: 'ftp://x/', client_uri: 'ftp://x/' }, 'client_uri', 'tos_uri'],
      ['an origin', { allowed_origins: ['https://a.example', 'http://localhost:3000'] }],
      ['an origin with a slash', { allowed_origins: ['https://a.example/'] }, 'allowed_origins[0]'],
      ['an origin in capitals', { allowed_origins: ['https://A.example'] }, 'allowed_origins[0]'],
      ['an origin with the usual port', { allowed_origins: ['https://a.example:443'] }, 'allowed_origins[0]'],
      ['the null origin', { allowed_origins: ['null'] }, 'allowed_origins[0]'],
      ['any origin', { allowed_origins: ['*'] }, 'allowed_origins[0]'],
    ]),
  )('$what: $faults', ({ metadata, faults }) => expect(fieldsAtFault(metadata)).toEqual(faults));
});

describe('RFC 9700 §2.1.1: PKCE is for an administrator to relax, client by client', () => {
  it.each(
    table([
      ['a public client with it', { token_endpoint_auth_method: 'none' }],
      ['a public client without', { token_endpoint_auth_method: 'none', require_pkce: false }],
      ['a client that authenticates, without', { require_pkce: false }],
    ]),
  )('$what: $faults', ({ metadata, faults }) => expect(fieldsAtFault(metadata)).toEqual(faults));
});

describe('OpenID Connect Core 1.0 §9, RFC 7517: keys', () => {
  const alg = 'token_endpoint_auth_signing_alg';
  const signs = { token_endpoint_auth_method: 'client_secret_jwt' };
  const uri = { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'https://a.example/jwks' };
  it.each(
    table([
      ['jwks_uri', uri],
      ['jwks_uri on plain http', { ...uri, jwks_uri: 'http://a.example/jwks' }, 'jwks_uri'],
      ['jwks', withKeys(ec)],
      ['neither', { token_endpoint_auth_method: 'private_key_jwt' }, 'jwks_uri'],
      ['both', { ...uri, ...withKeys(ec) }, 'jwks_uri'],
      ['both, and no use for them', { jwks_uri: uri.jwks_uri, jwks: { keys: [ec] } }, 'jwks_uri'],
      ['no keys', withKeys(), 'jwks'],
      ['RSA, P-256 and Ed25519', withKeys(rsa, ec, publicJwk('ed25519'))],
      ['a private key', withKeys(ec, jwk('ec').privateKey.export({ format: 'jwk' })), 'jwks.keys[1]'],
      ['a symmetric key', withKeys({ kty: 'oct', k: 'c2VjcmV0' }), 'jwks.keys[0]'],
      ['a short RSA key', withKeys(publicJwk('rsa', { modulusLength: 1024 })), 'jwks.keys[0]'],
      ['another curve', withKeys(publicJwk('ec', { namedCurve: 'P-384' })), 'jwks.keys[0]'],
      ['not a key', withKeys({ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' }), 'jwks.keys[0]'],
      ['a key for HS256', withKeys({ ...rsa, alg: 'HS256' }), 'jwks.keys[0]'],
      ['one kid twice', withKeys({ ...ec, kid: '1' }, { ...rsa, kid: '1' }), 'jwks.keys[1]'],
      [
        'one for encryption beside it',
        withKeys(ec, { ...publicJwk('ec', { namedCurve: 'P-384' }), alg: 'ECDH-ES', use: 'enc' }),
      ],
      ['encryption only', withKeys({ ...ec, use: 'enc' }), 'jwks'],
      ['a key that fits', { ...withKeys(rsa, ec), token_endpoint_auth_signing_alg: 'ES256' }],
      ['none that fits', { ...withKeys(rsa), token_endpoint_auth_signing_alg: 'ES256' }, 'jwks'],
      [
        'one that says otherwise',
        { ...withKeys({ ...rsa, alg: 'PS256' }), token_endpoint_auth_signing_alg: 'RS256' },
        'jwks',
      ],
      [
        'an algorithm and a secret',
        { token_endpoint_auth_signing_alg: 'ES256' },
        'token_endpoint_auth_signing_alg',
      ],
      ['a secret that signs', { ...signs, token_endpoint_auth_signing_alg: 'HS256' }],
      ['a secret and a key’s algorithm', { ...signs, token_endpoint_auth_signing_alg: 'ES256' }, alg],
      [
        'a key and a secret’s algorithm',
        { ...withKeys(ec), token_endpoint_auth_signing_alg: 'HS256' },
        alg,
        'jwks',
      ],
      ['more than there is room for', withKeys({ ...ec, x5c: ['A'.repeat(70_000)] }), 'jwks'],
    ]),
  )('$what: $faults', ({ metadata, faults }) => expect(fieldsAtFault(metadata)).toEqual(faults));
});

describe('RFC 6749 §3.3: scope', () => {
  it.each(
    table([
      ['a part by default', { scope: 'openid email', default_scope: 'openid' }],
      ['more by default', { scope: 'openid', default_scope: 'openid email' }, 'default_scope'],
      ['part of the profile’s by default', { default_scope: 'openid email' }],
      ['an administrative scope by default only', { default_scope: 'admin:read' }, 'default_scope'],
      ['a character it may not hold', { scope: 'open"id' }, 'scope'],
      ['too many', { scope: Array.from({ length: 201 }, (_, n) => `s${n}`).join(' ') }, 'scope'],
    ]),
  )('$what: $faults', ({ metadata, faults }) => expect(fieldsAtFault(metadata)).toEqual(faults));
});

describe('lifetimes and sizes', () => {
  it.each(
    table([
      [
        'idle longer than whole',
        { refresh_token_lifetime: 600, refresh_token_idle_lifetime: 601 },
        'refresh_token_idle_lifetime',
      ],
      [
        'idle longer than the profile’s whole',
        { refresh_token_idle_lifetime: 2_592_001 },
        'refresh_token_idle_lifetime',
      ],
      ['as long', { refresh_token_lifetime: 600, refresh_token_idle_lifetime: 600 }],
      [
        'more URIs than their column holds',
        { redirect_uris: Array.from({ length: 100 }, (_, n) => `https://a.example/${n}${'x'.repeat(1900)}`) },
        'redirect_uris',
      ],
    ]),
  )('$what: $faults', ({ metadata, faults }) => expect(fieldsAtFault(metadata)).toEqual(faults));
});
