import { describe, expect, it } from 'vitest';
import { METADATA_DEFAULTS } from './client-metadata.js';
import { InvalidClientMetadata } from './invalid-client-metadata.js';
import { readClientMetadata } from './read-client-metadata.js';

const settings = { private_use_schemes: ['photos'] };
const code = { redirect_uris: ['https://client.example/callback'] };
/** RFC 7517 appendix A.1 */
const PUBLIC_KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
};
const read = (sent: unknown) => readClientMetadata(sent, settings);

function problemsWith(sent: unknown): Record<string, string> {
  try {
    read(sent);
  } catch (error) {
    if (!(error instanceof InvalidClientMetadata)) throw error;
    return Object.fromEntries(error.problems.map(({ field, problem }) => [field, problem]));
  }
  return {};
}

describe('RFC 7591 §2: what is left out', () => {
  it('has its default', () => {
    expect(read(code)).toEqual({ ...METADATA_DEFAULTS, ...code });
    expect(read(code)).toMatchObject({
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      application_type: 'web',
    });
  });

  it('is the same as null', () => {
    const nulls = Object.fromEntries(Object.keys(METADATA_DEFAULTS).map((field) => [field, null]));
    expect(read({ ...nulls, ...code })).toEqual(read(code));
  });

  it('is no response type without the code flow', () => {
    expect(read({ grant_types: ['client_credentials'] }).response_types).toEqual([]);
  });
});

describe('what is registered', () => {
  it('is kept byte for byte', () => {
    const redirect_uris = [
      'http://localhost:8000',
      'http://localhost:8000/',
      'https://client.example/cb?a=%2F&b',
    ];
    expect(read({ redirect_uris }).redirect_uris).toEqual(redirect_uris);
  });

  it('names response types with their words in one order (RFC 6749 §3.1.1)', () => {
    const grant_types = ['authorization_code', 'implicit'];
    const response_types = ['code', 'token id_token', 'token id_token code'];
    expect(read({ ...code, grant_types, response_types }).response_types).toEqual([
      'code',
      'id_token token',
      'code id_token token',
    ]);
    const twice = { ...code, grant_types, response_types: ['code id_token', 'id_token code'] };
    expect(problemsWith(twice)).toHaveProperty('response_types[1]');
  });

  it('is all that can be said of a client', () => {
    expect(problemsWith({ ...code, client_secret: 'mine', version: 7 })).toEqual({
      client_secret: expect.stringContaining('not a member'),
      version: expect.stringContaining('not a member'),
    });
  });

  it('is an object', () => {
    for (const sent of [null, undefined, [], 'text', 1]) expect(problemsWith(sent)).toHaveProperty('body');
  });

  it.each([JSON.parse('{"__proto__": {"status": "disabled"}}'), { '<script>': 1 }, { constructor: {} }])(
    'is never something strange: %j',
    (strange) => {
      expect(Object.keys(problemsWith({ ...code, ...strange, ['__proto__x']: 1 })).length).toBeGreaterThan(0);
      expect(JSON.stringify(problemsWith({ ...code, ...strange }))).not.toContain('script');
      expect(({} as { status?: string }).status).toBeUndefined();
    },
  );
});

describe('a member of the wrong shape', () => {
  it('is not one that merely holds a key', () => {
    expect(problemsWith({ ...code, jwks: { keys: [PUBLIC_KEY] } })).toEqual({});
  });

  it.each([
    ['client_name', 7],
    ['client_name', ''],
    ['client_name', 'x'.repeat(256)],
    ['client_name', 'evil\u202Eeman'],
    ['client_name', 'nul\0'],
    ['client_uri', ['https://client.example']],
    ['application_type', 'desktop'],
    ['status', 'deleted'],
    ['profile', 'constructor'],
    ['token_endpoint_auth_method', 'tls_client_auth'],
    ['token_endpoint_auth_signing_alg', 'HS256'],
    ['id_token_signed_response_alg', 'none'],
    ['access_token_signed_response_alg', 'RS512'],
    ['access_token_format', 'paseto'],
    ['require_pkce', 'false'],
    ['require_consent', 0],
    ['require_auth_time', 'yes'],
    ['access_token_lifetime', 29],
    ['access_token_lifetime', 86_401],
    ['access_token_lifetime', 600.5],
    ['access_token_lifetime', '600'],
    ['refresh_token_lifetime', 299],
    ['refresh_token_idle_lifetime', 34_560_001],
    ['default_max_age', -1],
    ['redirect_uris', 'https://client.example/callback'],
    ['redirect_uris', Array.from({ length: 101 }, (_, n) => `https://client.example/${n}`)],
    ['jwks', []],
    ['jwks', { keys: [{ kty: { deep: {} } }] }],
    ['jwks', { keys: [PUBLIC_KEY], more: 1 }],
  ])('%s: %j is named as the problem', (field, value) => {
    expect(Object.keys(problemsWith({ ...code, [field]: value }))).toEqual([field]);
  });

  it.each([
    ['redirect_uris[1]', { redirect_uris: ['https://client.example/a', 7] }],
    ['redirect_uris[1]', { redirect_uris: ['https://client.example/a', 'https://client.example/a'] }],
    ['contacts[2]', { ...code, contacts: ['a', 'b', ''] }],
    ['grant_types[0]', { ...code, grant_types: ['password'] }],
    ['response_types[0]', { ...code, response_types: ['token'] }],
  ])('%s is named with its place in the list', (field, sent) => {
    expect(Object.keys(problemsWith(sent))).toEqual([field]);
  });

  it('never comes back in the problem', () => {
    const sent = { ...code, client_name: 'x'.repeat(300), profile: 'SECRET', redirect_uris: ['SECRET'] };
    expect(JSON.stringify(problemsWith(sent))).not.toContain('SECRET');
  });

  it('is told together with all others', () => {
    const sent = { ...code, client_name: '', access_token_lifetime: 1, contacts: [''] };
    expect(Object.keys(problemsWith(sent))).toEqual(['client_name', 'contacts[0]', 'access_token_lifetime']);
  });

  it('that is nested thousands of times is refused like any other', () => {
    const deep = JSON.parse(`${'{"keys":['.repeat(5000)}1${']}'.repeat(5000)}`);
    expect(problemsWith({ ...code, jwks: deep })).toHaveProperty('jwks');
  });
});
