import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { availableCores } from './available-cores.js';
import { ConfigurationError, type ConfigurationProblem, loadConfiguration } from './index.js';

type Environment = Record<string, string>;
const KEY = 'k'.repeat(32);
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'portico-config-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

function file(text: string): string {
  const path = join(directory, `${Math.random()}`);
  writeFileSync(path, text);
  return path;
}

function problemsOf(environment: Environment): readonly ConfigurationProblem[] {
  try {
    loadConfiguration(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe('Without any key', () => {
  it('listens on this machine only, with SQLite in ./data', () => {
    const configuration = loadConfiguration({ PATH: '/bin' });
    expect(configuration).toMatchObject({
      issuer: { url: 'http://localhost:4000', origin: 'http://localhost:4000', path: '', secure: false },
      http: { host: 'localhost', port: 4000, trusted_proxies: [] },
      database: { url: 'sqlite:./data/portico.sqlite', dialect: 'sqlite', workers: 1 },
      dataDirectory: { path: resolve('data') },
      encryption: { keys: [] },
      sessions: { idle_lifetime: 28_800, absolute_lifetime: 604_800 },
      tokens: { code_lifetime: 60, refresh_grace: 10 },
      outbound: { allowed_hosts: [] },
      clients: { private_use_schemes: [], require_pushed_authorization_requests: false },
      registration: { mode: 'off', on: false, profile: 'default', response_types: [], limit: 300 },
      signUp: { mode: 'off', on: false, domains: undefined, limit: 50 },
      keys: { rotation_days: 90, rotation_period: 7_776_000 },
      log: { level: 'info' },
    });
    expect(configuration.setUp.admin_email).toBeUndefined();
  });

  it('cannot be changed afterwards', () => {
    const configuration = loadConfiguration({});
    for (const part of [configuration, ...Object.values(configuration)])
      expect(Object.isFrozen(part)).toBe(true);
    expect(Object.isFrozen(configuration.http.trusted_proxies)).toBe(true);
  });
});

describe('A key that is given', () => {
  it.each<[Environment, object]>([
    [{ PORTICO_PORT: '8080' }, { http: { port: 8080 }, issuer: { url: 'http://localhost:8080' } }],
    [{ PORTICO_PORT: '' }, { http: { port: 4000 } }],
    [
      { PORTICO_ISSUER: 'https://id.example.com' },
      { issuer: { secure: true, path: '' }, http: { host: '0.0.0.0' } },
    ],
    [
      { PORTICO_ISSUER: 'https://example.com/id/a' },
      { issuer: { origin: 'https://example.com', path: '/id/a' } },
    ],
    [{ PORTICO_ISSUER: 'http://127.0.0.1:9' }, { http: { host: 'localhost' } }],
    [{ PORTICO_ISSUER: 'http://[::1]:9' }, { http: { host: 'localhost' } }],
    [{ PORTICO_ISSUER: 'https://id.example.com', PORTICO_HOST: '10.0.0.5' }, { http: { host: '10.0.0.5' } }],
    [
      { PORTICO_TRUSTED_PROXIES: '10.0.0.0/8, ::1,fd00::/8' },
      { http: { trusted_proxies: ['10.0.0.0/8', '::1', 'fd00::/8'] } },
    ],
    [
      { PORTICO_DATA_DIR: '/srv/p' },
      { database: { url: 'sqlite:/srv/p/portico.sqlite' }, dataDirectory: { path: '/srv/p' } },
    ],
    [{ PORTICO_DATABASE_URL: 'mysql://u:p%40@db:3306/portico' }, { database: { dialect: 'mysql' } }],
    [
      { PORTICO_DATABASE_URL: 'mariadb://u@db/portico' },
      { database: { dialect: 'mysql', workers: availableCores() } },
    ],
    [{ PORTICO_DATABASE_URL: 'sqlite:/srv/p.sqlite' }, { database: { dialect: 'sqlite', workers: 1 } }],
    [{ PORTICO_DATABASE_URL: 'mariadb://u@db/portico', PORTICO_WORKERS: '3' }, { database: { workers: 3 } }],
    [
      { PORTICO_ENCRYPTION_KEY: `${KEY}, ${'n'.repeat(40)}` },
      { encryption: { keys: [KEY, 'n'.repeat(40)] } },
    ],
    [
      { PORTICO_SESSION_ABSOLUTE_LIFETIME: '3600' },
      { sessions: { idle_lifetime: 3600, absolute_lifetime: 3600 } },
    ],
    [{ PORTICO_REFRESH_TOKEN_GRACE: '0' }, { tokens: { refresh_grace: 0 } }],
    [{ PORTICO_OUTBOUND_ALLOWED_HOSTS: 'Keys.internal' }, { outbound: { allowed_hosts: ['keys.internal'] } }],
    [
      { PORTICO_OUTBOUND_ALLOWED_HOSTS: 'keys.internal:8443,[::1]:8000,::1' },
      { outbound: { allowed_hosts: ['keys.internal:8443', '[::1]:8000', '::1'] } },
    ],
    [{ PORTICO_PRIVATE_USE_SCHEMES: 'MyApp' }, { clients: { private_use_schemes: ['myapp'] } }],
    [
      { PORTICO_ADMIN_EMAIL: 'owner@localhost', PORTICO_ADMIN_PASSWORD: 'p' },
      { setUp: { admin_email: 'owner@localhost' } },
    ],
    [
      { PORTICO_MANAGEMENT_CLIENT_ID: 'ci', PORTICO_MANAGEMENT_CLIENT_SECRET: KEY },
      { setUp: { management_client_id: 'ci', management_client_secret: KEY } },
    ],
    [{ PORTICO_REGISTRATION: 'open' }, { registration: { mode: 'open', on: true } }],
    [
      { PORTICO_REGISTRATION: 'token', PORTICO_REGISTRATION_TOKEN: KEY },
      { registration: { mode: 'token', on: true, token: KEY } },
    ],
    [
      { PORTICO_REQUIRE_PUSHED_AUTHORIZATION_REQUESTS: 'true' },
      { clients: { require_pushed_authorization_requests: true } },
    ],
    [
      { PORTICO_REQUIRE_PUSHED_AUTHORIZATION_REQUESTS: 'false' },
      { clients: { require_pushed_authorization_requests: false } },
    ],
    [{ PORTICO_REGISTRATION_TOKEN: KEY }, { registration: { on: false } }],
    [{ PORTICO_REGISTRATION_PROFILE: 'oidc-basic' }, { registration: { profile: 'oidc-basic' } }],
    [{ PORTICO_REGISTRATION_LIMIT: '10' }, { registration: { limit: 10 } }],
    [
      { PORTICO_REGISTRATION_RESPONSE_TYPES: 'id_token, token id_token' },
      { registration: { response_types: ['id_token', 'id_token token'] } },
    ],
    [{ PORTICO_SIGN_UP: 'open' }, { signUp: { mode: 'open', on: true } }],
    [
      { PORTICO_SIGN_UP: 'domains', PORTICO_SIGN_UP_DOMAINS: 'Example.com, bücher.example' },
      { signUp: { mode: 'domains', on: true, domains: ['example.com', 'xn--bcher-kva.example'] } },
    ],
    [{ PORTICO_SIGN_UP_DOMAINS: 'example.com' }, { signUp: { on: false } }],
    [{ PORTICO_SIGN_UP_LIMIT: '10' }, { signUp: { limit: 10 } }],
    [{ PORTICO_KEY_ROTATION_DAYS: '0' }, { keys: { rotation_days: 0, rotation_period: 0 } }],
    [{ PORTICO_TEST_DATABASE_URL: 'mysql://x' }, {}],
  ])('%j is understood', (environment, expected) => {
    expect(loadConfiguration(environment)).toMatchObject(expected);
  });
});

describe('A value that cannot be meant', () => {
  it.each<[key: string, value: string, words: string]>([
    ['PORTICO_PORT', '0', '1 to 65535'],
    ['PORTICO_PORT', '65536', '1 to 65535'],
    ['PORTICO_PORT', '40x', '1 to 65535'],
    ['PORTICO_PORT', '-1', '1 to 65535'],
    ['PORTICO_PORT', '4e3', '1 to 65535'],
    ['PORTICO_ISSUER', 'id.example.com', 'must be a URL'],
    ['PORTICO_ISSUER', 'ftp://id.example.com', 'https'],
    ['PORTICO_ISSUER', 'http://id.example.com', 'https'],
    ['PORTICO_ISSUER', 'http://localhost.example.com', 'https'],
    ['PORTICO_ISSUER', 'https://id.example.com/', 'slash'],
    ['PORTICO_ISSUER', 'https://id.example.com/x/', 'slash'],
    ['PORTICO_ISSUER', 'https://id.example.com?q', 'query'],
    ['PORTICO_ISSUER', 'https://id.example.com/x#', 'fragment'],
    ['PORTICO_ISSUER', 'https://me:pw@id.example.com', 'user name'],
    ['PORTICO_ISSUER', 'https://ID.example.com', 'normal form'],
    ['PORTICO_ISSUER', 'https://id.example.com:443', 'normal form'],
    ['PORTICO_ISSUER', 'https://id.example.com/a/../b', 'normal form'],
    ['PORTICO_ISSUER', ' https://id.example.com', 'normal form'],
    ['PORTICO_TRUSTED_PROXIES', '10.0.0.0/33', 'addresses or ranges'],
    ['PORTICO_TRUSTED_PROXIES', '::/129', 'addresses or ranges'],
    ['PORTICO_TRUSTED_PROXIES', '10.1', 'addresses or ranges'],
    ['PORTICO_TRUSTED_PROXIES', '10.0.0.1,proxy', 'addresses or ranges'],
    ['PORTICO_TRUSTED_PROXIES', '10.0.0.0/8/8', 'addresses or ranges'],
    ['PORTICO_TRUSTED_PROXIES', '10.0.0.0/', 'addresses or ranges'],
    ['PORTICO_DATABASE_URL', 'postgres://u:p@h/d', 'must be sqlite:FILE'],
    ['PORTICO_DATABASE_URL', 'sqlite:', 'name a file'],
    ['PORTICO_DATABASE_URL', 'mysql://u:p@h', 'name the database'],
    ['PORTICO_DATABASE_URL', 'mysql://u:p@h/', 'name the database'],
    ['PORTICO_DATABASE_URL', 'mysql://u:p@h:port/d', 'must be a URL'],
    ['PORTICO_WORKERS', '2', 'needs MySQL or MariaDB'],
    ['PORTICO_WORKERS', '0', '1 to 256'],
    ['PORTICO_WORKERS', 'auto', '1 to 256'],
    ['PORTICO_ENCRYPTION_KEY', 'k'.repeat(31), '32 characters'],
    ['PORTICO_ENCRYPTION_KEY', `${KEY},short`, '32 characters'],
    ['PORTICO_ENCRYPTION_KEY', ',', '32 characters'],
    ['PORTICO_SESSION_IDLE_LIFETIME', '8h', 'whole number'],
    ['PORTICO_SESSION_IDLE_LIFETIME', '604801', 'PORTICO_SESSION_ABSOLUTE_LIFETIME'],
    ['PORTICO_REFRESH_TOKEN_GRACE', '61', '0 to 60'],
    ['PORTICO_REFRESH_TOKEN_GRACE', '1.5', '0 to 60'],
    ['PORTICO_OUTBOUND_ALLOWED_HOSTS', 'keys.internal:99999', 'host names'],
    ['PORTICO_OUTBOUND_ALLOWED_HOSTS', 'https://keys.internal', 'host names'],
    ['PORTICO_PRIVATE_USE_SCHEMES', 'my app', 'schemes'],
    ['PORTICO_PRIVATE_USE_SCHEMES', 'JavaScript', 'schemes'],
    ['PORTICO_REGISTRATION', 'on', 'off, token, open'],
    ['PORTICO_REGISTRATION', 'token', 'needs PORTICO_REGISTRATION_TOKEN'],
    ['PORTICO_REGISTRATION_TOKEN', 'k'.repeat(31), '32'],
    ['PORTICO_REGISTRATION_TOKEN', `${KEY} x`, 'letters'],
    ['PORTICO_REGISTRATION_PROFILE', 'OIDC basic', 'profile'],
    ['PORTICO_REGISTRATION_LIMIT', '0', '1 to 100000'],
    ['PORTICO_REGISTRATION_RESPONSE_TYPES', 'id_token, token', 'some of: code, id_token, id_token token'],
    ['PORTICO_REGISTRATION_RESPONSE_TYPES', 'code id_token,', 'some of'],
    ['PORTICO_SIGN_UP', 'on', 'off, domains, open'],
    ['PORTICO_SIGN_UP', 'domains', 'needs PORTICO_SIGN_UP_DOMAINS'],
    ['PORTICO_SIGN_UP_DOMAINS', '*.example.com', 'behind the @'],
    ['PORTICO_SIGN_UP_DOMAINS', '@example.com', 'behind the @'],
    ['PORTICO_SIGN_UP_DOMAINS', '127.0.0.1', 'behind the @'],
    ['PORTICO_SIGN_UP_LIMIT', '0', '1 to 100000'],
    ['PORTICO_REQUIRE_PUSHED_AUTHORIZATION_REQUESTS', 'yes', 'must be true or false'],
    ['PORTICO_KEY_ROTATION_DAYS', '-1', '0 to 3650'],
    ['PORTICO_KEY_ROTATION_DAYS', '3651', '0 to 3650'],
    ['PORTICO_KEY_ROTATION_DAYS', '1.5', '0 to 3650'],
    ['PORTICO_LOG_LEVEL', 'verbose', 'one of'],
    ['PORTICO_ADMIN_EMAIL', 'owner', 'e-mail'],
    ['PORTICO_MANAGEMENT_CLIENT_ID', 'a b', 'visible ASCII'],
    ['PORTICO_MANAGEMENT_CLIENT_SECRET', 'k'.repeat(31), '32'],
  ])('%s=%s is refused by its key', (key, value, words) => {
    const found = problemsOf({
      PORTICO_ADMIN_EMAIL: 'owner@example.com',
      PORTICO_ADMIN_PASSWORD: 'p',
      PORTICO_MANAGEMENT_CLIENT_ID: 'ci',
      PORTICO_MANAGEMENT_CLIENT_SECRET: KEY,
      [key]: value,
    });
    expect(found).toEqual([{ key, problem: expect.stringContaining(words) }]);
  });

  it.each([
    ['PORTICO_ADMIN_EMAIL', 'owner@example.com', 'PORTICO_ADMIN_PASSWORD'],
    ['PORTICO_ADMIN_PASSWORD', 'correct horse', 'PORTICO_ADMIN_EMAIL'],
    ['PORTICO_MANAGEMENT_CLIENT_ID', 'ci', 'PORTICO_MANAGEMENT_CLIENT_SECRET'],
    ['PORTICO_MANAGEMENT_CLIENT_SECRET', KEY, 'PORTICO_MANAGEMENT_CLIENT_ID'],
  ])('%s alone is refused, for its other half is missing', (key, value, other) => {
    expect(problemsOf({ [key]: value })).toEqual([{ key, problem: `needs ${other} beside it` }]);
  });

  it('is an initial access token where registration is open: it protects nothing', () => {
    const found = problemsOf({ PORTICO_REGISTRATION: 'open', PORTICO_REGISTRATION_TOKEN: KEY });
    expect(found).toEqual([
      { key: 'PORTICO_REGISTRATION_TOKEN', problem: expect.stringContaining('nothing') },
    ]);
  });

  it('is a list of domains where everybody may sign up: it keeps nobody out', () => {
    expect(problemsOf({ PORTICO_SIGN_UP: 'open', PORTICO_SIGN_UP_DOMAINS: 'example.com' })).toEqual([
      { key: 'PORTICO_SIGN_UP_DOMAINS', problem: expect.stringContaining('nothing') },
    ]);
  });

  it.each([
    ['PORTICO_PROT', 'PORTICO_PORT'],
    ['PORTICO_ISSUER_URL', 'PORTICO_ISSUER'],
    ['PORTICO_ENCRYPTION_KEYS', 'PORTICO_ENCRYPTION_KEY'],
    ['PORTICO_ADMIN_PASSWORD_FIL', 'PORTICO_ADMIN_PASSWORD_FILE'],
  ])('%s is no key, and the nearest one is named', (key, nearest) => {
    expect(problemsOf({ [key]: '5000' })).toEqual([
      { key, problem: `is not a known key; the nearest is ${nearest}` },
    ]);
  });

  it('is told together with all the others, and never repeated', () => {
    const secret = 'hunter2';
    const environment = {
      PORTICO_PORT: secret,
      PORTICO_ISSUER: secret,
      PORTICO_TRUSTED_PROXIES: secret,
      PORTICO_DATABASE_URL: secret,
      PORTICO_ENCRYPTION_KEY: secret,
      PORTICO_ADMIN_EMAIL: secret,
      PORTICO_MANAGEMENT_CLIENT_SECRET: secret,
      PORTICO_LOG_LEVEL: secret,
      PORTICO_CONFIG_FILE: file(`port: [${secret}\n`),
      PORTICO_NOTHING: secret,
    };
    const found = problemsOf(environment);
    expect(new Set(found.map(({ key }) => key))).toEqual(new Set(Object.keys(environment)));
    expect(JSON.stringify(found) + String(new ConfigurationError(found))).not.toContain(secret);
  });
});

describe('A secret in a file of its own', () => {
  it.each([
    ['PORTICO_ENCRYPTION_KEY', KEY, { encryption: { keys: [KEY] } }],
    ['PORTICO_DATABASE_URL', 'mysql://u:p@h/d', { database: { url: 'mysql://u:p@h/d' } }],
  ])('%s_FILE is read without its last line break', (key, secret, expected) => {
    expect(loadConfiguration({ [`${key}_FILE`]: file(`${secret}\n`) })).toMatchObject(expected);
    expect(loadConfiguration({ [`${key}_FILE`]: file(`${secret}\r\n`) })).toMatchObject(expected);
    expect(loadConfiguration({ [`${key}_FILE`]: file(secret) })).toMatchObject(expected);
  });

  it('keeps the spaces that may belong to a password', () => {
    const environment = {
      PORTICO_ADMIN_EMAIL: 'o@example.com',
      PORTICO_ADMIN_PASSWORD_FILE: file(' p \n\n'),
    };
    expect(loadConfiguration(environment).setUp.admin_password).toBe(' p \n');
  });

  it('is refused beside the secret itself, unreadable, or empty', () => {
    const both = { PORTICO_ENCRYPTION_KEY: KEY, PORTICO_ENCRYPTION_KEY_FILE: file(KEY) };
    expect(problemsOf(both)).toEqual([
      { key: 'PORTICO_ENCRYPTION_KEY', problem: 'and PORTICO_ENCRYPTION_KEY_FILE are both given' },
    ]);
    const key = 'PORTICO_ENCRYPTION_KEY_FILE';
    expect(problemsOf({ [key]: join(directory, 'absent') })).toEqual([
      { key, problem: 'names a file that can’t be read' },
    ]);
    expect(problemsOf({ [key]: file('\n') })).toEqual([{ key, problem: 'names an empty file' }]);
  });
});

describe('The configuration file', () => {
  it('gives what the environment does not', () => {
    const PORTICO_CONFIG_FILE = file(
      `# ours\nport: 5000\nlog_level: debug\nencryption_key: ${'1'.repeat(32)}\ntrusted_proxies:\n  - 10.0.0.1\n  - ::1\nadmin_email:\n`,
    );
    expect(loadConfiguration({ PORTICO_CONFIG_FILE, PORTICO_PORT: '6000' })).toMatchObject({
      http: { port: 6000, trusted_proxies: ['10.0.0.1', '::1'] },
      encryption: { keys: ['1'.repeat(32)] },
      log: { level: 'debug' },
    });
  });

  it('gives the path of a secret, which the environment overrides', () => {
    const PORTICO_CONFIG_FILE = file(`encryption_key_file: ${file(KEY)}\n`);
    expect(loadConfiguration({ PORTICO_CONFIG_FILE }).encryption.keys).toEqual([KEY]);
    const PORTICO_ENCRYPTION_KEY = 'e'.repeat(32);
    const both = loadConfiguration({ PORTICO_CONFIG_FILE, PORTICO_ENCRYPTION_KEY });
    expect(both.encryption.keys).toEqual([PORTICO_ENCRYPTION_KEY]);
  });

  it.each<[text: string, key: string, words: string]>([
    ['portt: 1', 'portt', 'the nearest is port'],
    ['config_file: x', 'config_file', 'not a known key'],
    ['PORTICO_PORT: 1', 'PORTICO_PORT', 'not a known key'],
    ['port: {a: 1}', 'PORTICO_PORT', 'text or a list'],
    ['port: [[1]]', 'PORTICO_PORT', 'text or a list'],
    ['port: 1\nport: 2', 'PORTICO_CONFIG_FILE', 'line 2'],
    ['- a', 'PORTICO_CONFIG_FILE', 'keys and values'],
    ['hello', 'PORTICO_CONFIG_FILE', 'keys and values'],
    ['port: seven', 'PORTICO_PORT', '1 to 65535'],
  ])('%j is refused', (text, key, words) => {
    expect(problemsOf({ PORTICO_CONFIG_FILE: file(text) })).toEqual([
      { key, problem: expect.stringContaining(words) },
    ]);
  });

  it('may be empty, but must be there', () => {
    expect(problemsOf({ PORTICO_CONFIG_FILE: file('') })).toEqual([]);
    expect(problemsOf({ PORTICO_CONFIG_FILE: join(directory, 'absent') })).toEqual([
      { key: 'PORTICO_CONFIG_FILE', problem: 'names a file that can’t be read' },
    ]);
  });
});
