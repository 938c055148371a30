import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditTrail } from '#libs/audit';
import { ClientService, METADATA_DEFAULTS } from '#libs/clients';
import { ADMINISTRATOR_MEMBERS } from '#libs/registration';
import { DEVICE_CODE_GRANT_TYPE } from '#libs/tokens';
import { startPortico, type TestPortico } from '../support/portico.js';
import { INITIAL_TOKEN, REDIRECT_URI, refusal, registering } from './registering.js';

let open: TestPortico;
let guarded: TestPortico;
let off: TestPortico;
let api: ReturnType<typeof registering>;
let guardedApi: ReturnType<typeof registering>;

beforeAll(async () => {
  const token = { PORTICO_REGISTRATION: 'token', PORTICO_REGISTRATION_TOKEN: INITIAL_TOKEN };
  [open, guarded, off] = await Promise.all([
    startPortico({
      PORTICO_REGISTRATION: 'open',
      PORTICO_REGISTRATION_LIMIT: '100000',
      PORTICO_REGISTRATION_RESPONSE_TYPES: 'id_token,code id_token token',
    }),
    startPortico({ ...token, PORTICO_REGISTRATION_PROFILE: 'oidc-basic' }),
    startPortico(),
  ]);
  api = registering(open);
  guardedApi = registering(guarded);
});
afterAll(() => Promise.all([open, guarded, off].map((portico) => portico.close())));

const rowOf = (client_id: string, portico = open) => portico.get(ClientService).get(client_id);
const discovered = async ({ url }: TestPortico) =>
  (await (await fetch(`${url}/.well-known/openid-configuration`)).json()) as Record<string, unknown>;

describe('RFC 7591 §3: who may register', () => {
  it('nobody, unless the configuration says so: there is no endpoint', async () => {
    const { register } = registering(off);
    expect((await register({ redirect_uris: [REDIRECT_URI] })).status).toBe(404);
    expect((await fetch(`${off.url}/oauth2/register/management`)).status).toBe(404);
    expect(await discovered(off)).not.toHaveProperty('registration_endpoint');
  });

  it('whoever asks, where it is open', async () => {
    expect((await api.register({ redirect_uris: [REDIRECT_URI] })).status).toBe(201);
    expect(await discovered(open)).toHaveProperty('registration_endpoint', `${open.url}/oauth2/register`);
  });

  it('whoever asks, whatever token it brings', async () => {
    const answer = await api.register({ redirect_uris: [REDIRECT_URI] }, { authorization: 'Bearer x' });
    expect(answer.status).toBe(201);
  });

  it('who has the initial access token, where there is one', async () => {
    const authorization = `Bearer ${INITIAL_TOKEN}`;
    expect((await guardedApi.register({ redirect_uris: [REDIRECT_URI] }, { authorization })).status).toBe(
      201,
    );
    expect(await discovered(guarded)).toHaveProperty('registration_endpoint');
  });

  it.each([
    ['nothing', undefined],
    ['another token', 'Bearer another'],
    ['the token and more', `Bearer ${INITIAL_TOKEN}x`],
    ['part of it', `Bearer ${INITIAL_TOKEN.slice(0, -1)}`],
    ['it in capitals', `Bearer ${INITIAL_TOKEN.toUpperCase()}`],
    ['it by another scheme', `Basic ${btoa(`x:${INITIAL_TOKEN}`)}`],
    ['no token', 'Bearer '],
    ['a client’s own token', 'registration_access_token'],
    ['a token of the admin API', 'admin'],
  ])('not who has %s', async (_, given) => {
    const initial = { authorization: `Bearer ${INITIAL_TOKEN}` };
    const tokens: Record<string, () => Promise<string>> = {
      registration_access_token: async () =>
        (await guardedApi.registered({}, initial)).registration_access_token,
      admin: () => guarded.admin.token(),
    };
    const authorization = tokens[given ?? ''] ? `Bearer ${await tokens[given ?? '']!()}` : given;
    const headers = authorization === undefined ? undefined : { authorization };
    const answer = await guardedApi.register({ redirect_uris: [REDIRECT_URI] }, headers);
    expect(refusal(answer)).toEqual([401, 'invalid_token']);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="Portico"/);
  });

  it('and pages of other origins can’t even ask: no CORS', async () => {
    const headers = { origin: 'https://app.example', 'access-control-request-method': 'POST' };
    const preflight = await fetch(`${open.url}/oauth2/register`, { method: 'OPTIONS', headers });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    const { origin } = headers;
    const answer = await api.register({ redirect_uris: [REDIRECT_URI] }, { origin });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const simple = { 'content-type': 'text/plain', origin };
    expect((await api.register({ redirect_uris: [REDIRECT_URI] }, simple)).status).toBe(415);
  });
});

describe('RFC 7591 §3.1, RFC 7592 §2.2: the request', () => {
  it('is JSON, and says so to whoever sends a form', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded; charset=x' };
    const client = await api.registered();
    for (const [method, url] of [
      ['POST', `${open.url}/oauth2/register`],
      ['PUT', client.registration_client_uri],
    ] as const) {
      const headers = {
        'content-type': 'text/plain',
        authorization: `Bearer ${client.registration_access_token}`,
      };
      const answer = await fetch(url, { method, headers, body: '{}' });
      expect([answer.status, await answer.json()]).toMatchObject([
        415,
        { error: 'invalid_request', error_description: 'the body must be application/json' },
      ]);
    }
    expect(refusal(await api.register('a=b', form))).toEqual([400, 'invalid_client_metadata']);
  });
});

describe('RFC 7591 §3.2.1, OpenID Connect Dynamic Client Registration 1.0 §3.2: the answer', () => {
  it('tells the client all that it is registered with, and its credentials', async () => {
    const { status, body, headers } = await api.register({
      redirect_uris: [REDIRECT_URI],
      client_name: 'App',
      contacts: ['ops@app.example'],
    });
    expect([status, headers.get('cache-control')]).toEqual([201, 'no-store']);
    const client_id = String(body['client_id']);
    const row = await rowOf(client_id);
    expect(body).toEqual({
      client_id,
      client_id_issued_at: row.created_at,
      client_secret: expect.stringMatching(/^[\w-]{43}$/),
      client_secret_expires_at: 0,
      registration_access_token: expect.stringMatching(/^[\w-]{43}$/),
      registration_client_uri: `${open.url}/oauth2/register/${client_id}`,
      client_name: 'App',
      contacts: ['ops@app.example'],
      application_type: 'web',
      redirect_uris: [REDIRECT_URI],
      post_logout_redirect_uris: [],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      scope: 'openid profile email address phone offline_access',
      token_endpoint_auth_method: 'client_secret_basic',
      id_token_signed_response_alg: 'RS256',
      subject_type: 'public',
      require_auth_time: false,
      require_pushed_authorization_requests: false,
    });
  });

  it('holds no secret for a client that needs none', async () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
    for (const metadata of [
      { token_endpoint_auth_method: 'none' },
      { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [ec] } },
    ]) {
      const registered = await api.registered(metadata);
      expect(registered).toMatchObject(metadata);
      expect(registered).not.toHaveProperty('client_secret');
      expect(registered).not.toHaveProperty('client_secret_expires_at');
    }
  });

  it('repeats what was sent, byte for byte', async () => {
    const sent = {
      redirect_uris: [`${REDIRECT_URI}?a=%20b`, 'https://app.example'],
      post_logout_redirect_uris: ['https://app.example/bye'],
      logo_uri: 'https://app.example/logo.png',
      policy_uri: 'https://app.example/policy',
      tos_uri: 'https://app.example/terms',
      client_uri: 'https://app.example',
      initiate_login_uri: 'https://app.example/login',
      jwks_uri: 'https://app.example/jwks',
      response_types: ['code', 'id_token', 'code id_token token'],
      grant_types: ['authorization_code', 'implicit', 'refresh_token'],
      token_endpoint_auth_method: 'client_secret_jwt',
      token_endpoint_auth_signing_alg: 'HS256',
      id_token_signed_response_alg: 'ES256',
      userinfo_signed_response_alg: 'RS256',
      request_object_signing_alg: 'PS256',
      request_uris: ['https://app.example/r.jwt#1'],
      default_max_age: 3600,
      require_auth_time: true,
      default_acr_values: ['a', 'b'],
      subject_type: 'pairwise',
      backchannel_logout_uri: 'https://app.example/back',
      backchannel_logout_session_required: true,
      frontchannel_logout_uri: 'https://app.example/front',
      frontchannel_logout_session_required: false,
      require_pushed_authorization_requests: true,
      software_id: 'app',
      software_version: '1',
    };
    expect(await api.registered(sent)).toMatchObject(sent);
  });

  it('lets response types say which grants there are, and the other way round', async () => {
    const derived = await api.registered({ response_types: ['id_token'] });
    expect(derived).toMatchObject({ grant_types: ['implicit'] });
    const machine = await api.registered({ grant_types: ['urn:ietf:params:oauth:grant-type:device_code'] });
    expect(machine).toMatchObject({ response_types: [] });
  });
});

describe('RFC 7591 §2: what a client may not decide', () => {
  const attempts: Record<string, unknown> = {
    allowed_origins: ['https://evil.example'],
    allowed_resources: ['https://api.example'],
    default_scope: 'openid',
    access_token_signed_response_alg: 'ES256',
    access_token_format: 'opaque',
    access_token_lifetime: 86_400,
    refresh_token_lifetime: 400 * 86_400,
    refresh_token_idle_lifetime: 400 * 86_400,
    client_assertion_audience: 'issuer',
    require_pkce: false,
    require_consent: false,
    profile: 'oidc-basic',
    status: 'disabled',
  };

  it('is tried here member by member', () => {
    expect(Object.keys(attempts).sort()).toEqual([...ADMINISTRATOR_MEMBERS].sort());
  });

  it.each(Object.entries(attempts))('%s: is ignored', async (member, value) => {
    const registered = await api.registered({ [member]: value });
    expect(registered).not.toHaveProperty(member);
    const row = await rowOf(registered.client_id);
    expect(row[member as keyof typeof row]).toEqual(
      METADATA_DEFAULTS[member as keyof typeof METADATA_DEFAULTS],
    );
  });

  it('is who it is, or when it came to be', async () => {
    const own = {
      client_id: 'management',
      client_secret: 'chosen',
      registered_by: null,
      registration_token_hash: 'x',
      machine_grant_id: 'x',
      created_at: 0,
      version: 7,
      feed_version: 0,
      secrets: [],
    };
    const registered = await api.registered(own);
    const row = await rowOf(registered.client_id);
    expect(registered.client_id).not.toBe('management');
    expect(registered.client_secret).not.toBe('chosen');
    expect(row).toMatchObject({ registered_by: 'registration', version: 1 });
    expect(row.secrets).toHaveLength(1);
  });

  it('is ignored when nobody knows it, whatever it looks like', async () => {
    const text = `{"redirect_uris":["${REDIRECT_URI}"],"constructor":{},"toString":1,"client_name#de":"Programm","id_token_encrypted_response_alg":"RSA-OAEP","software_statement":"x","nested":{"a":[{}]}}`;
    expect((await api.register(text)).status).toBe(201);
    expect((await api.register(`{"redirect_uris":["${REDIRECT_URI}"],"__proto__":{"a":1}}`)).status).toBe(
      400,
    );
  });

  it.each([
    ['openid admin:read', 'openid'],
    ['admin:write email profile', 'email profile'],
    ['openid films', 'openid'],
  ])('scope %j: what is left is %j, and told', async (scope, left) => {
    const registered = await api.registered({ scope });
    expect(registered).toMatchObject({ scope: left });
    expect((await rowOf(registered.client_id)).scope).toBe(left);
  });

  it.each([['admin:read admin:write'], ['films'], ['a  b'], ['ad"min']])(
    'scope %j, of which nothing is left, is refused',
    async (scope) => {
      const answer = await api.register({ redirect_uris: [REDIRECT_URI], scope });
      expect(refusal(answer)).toEqual([400, 'invalid_client_metadata']);
    },
  );

  it('client_credentials: refused where registration is open, given to who holds the initial token', async () => {
    const machine = { grant_types: ['client_credentials'] };
    expect(refusal(await api.register(machine))).toEqual([400, 'invalid_client_metadata']);
    const authorization = `Bearer ${INITIAL_TOKEN}`;
    expect((await guardedApi.register(machine, { authorization })).status).toBe(201);
  });

  it('the sector of a device, for no redirect ever shows that it belongs there (OpenID Connect Core 1.0 §8.1)', async () => {
    const device = { grant_types: [DEVICE_CODE_GRANT_TYPE], subject_type: 'pairwise' };
    const answers = await Promise.all([
      api.register({ ...device, redirect_uris: ['https://victim.example/callback'] }),
      api.register({ ...device, sector_identifier_uri: 'https://victim.example/uris.json' }),
    ]);
    for (const answer of answers) {
      expect(refusal(answer)).toEqual([400, 'invalid_client_metadata']);
      expect(answer.body['error_description']).toContain('only where an administrator says so');
    }
    const registered = await api.registered({ subject_type: 'pairwise' });
    const more = { ...registered, grant_types: ['authorization_code', DEVICE_CODE_GRANT_TYPE] };
    const answer = await api.manage('PUT', registered, { body: more });
    expect(refusal(answer)).toEqual([400, 'invalid_client_metadata']);
  });

  it('the sector of a device, not even to change the one that an administrator gave it', async () => {
    const registered = await api.registered();
    const grant_types = ['authorization_code', DEVICE_CODE_GRANT_TYPE];
    const given = { grant_types, subject_type: 'pairwise' };
    await open.admin.call('PATCH', `/clients/${registered.client_id}`, given);
    const same = { ...registered, ...given };
    expect((await api.manage('PUT', registered, { body: same })).status).toBe(200);
    const moved = { ...same, redirect_uris: ['https://victim.example/callback'] };
    const answer = await api.manage('PUT', registered, { body: moved });
    expect(refusal(answer)).toEqual([400, 'invalid_client_metadata']);
  });

  it('response types besides code: refused unless the configuration names them (RFC 9700 §2.1.2)', async () => {
    const initial = { authorization: `Bearer ${INITIAL_TOKEN}` };
    for (const response_types of [['id_token'], ['code', 'code token'], ['token code id_token']]) {
      const answer = await guardedApi.register({ redirect_uris: [REDIRECT_URI], response_types }, initial);
      expect(refusal(answer)).toEqual([400, 'invalid_client_metadata']);
      expect(answer.body['error_description']).toContain('only where an administrator says so');
    }
    const answer = await api.register({ redirect_uris: [REDIRECT_URI], response_types: ['code token'] });
    expect(refusal(answer)).toEqual([400, 'invalid_client_metadata']);
    const registered = await api.registered({ response_types: ['token code id_token', 'id_token'] });
    expect(registered).toMatchObject({
      response_types: ['code id_token token', 'id_token'],
      grant_types: ['authorization_code', 'implicit'],
    });
    const more = { ...registered, response_types: ['id_token', 'id_token token'] };
    expect(refusal(await api.manage('PUT', registered, { body: more }))).toEqual([
      400,
      'invalid_client_metadata',
    ]);
  });

  it('has the profile that the configuration names, and never PKCE switched off of its own', async () => {
    const initial = { authorization: `Bearer ${INITIAL_TOKEN}` };
    const registered = await guardedApi.registered({ profile: 'default', require_pkce: false }, initial);
    const path = `/clients/${registered.client_id}`;
    const client = await guarded.admin.call('GET', path);
    expect(client).toMatchObject({
      profile: 'oidc-basic',
      require_pkce: null,
      registered_by: 'registration',
    });
    const { rules } = await guarded.admin.call<{ rules: object }>('GET', `${path}/rules`);
    expect(rules).toMatchObject({ require_pkce: { value: false, source: 'profile' } });
    const pub = await guardedApi.registered({ token_endpoint_auth_method: 'none' }, initial);
    const answer = await guarded.admin.call('GET', `/clients/${pub.client_id}/rules`);
    expect(answer).toMatchObject({ rules: { require_pkce: { value: true, source: 'profile' } } });
  });
});

describe('RFC 7591 §3.2.2: a registration that is refused', () => {
  const row = (metadata: object, error = 'invalid_client_metadata') => ({ metadata, error });
  const uri = (...redirect_uris: unknown[]) => row({ redirect_uris }, 'invalid_redirect_uri');
  it.each([
    uri('https://app.example/#fragment'),
    uri('http://app.example/'),
    uri('https://*.app.example/'),
    uri('https://app.example/../x'),
    uri('https://user@app.example/'),
    uri('javascript:alert(1)'),
    uri('data:text/html,x'),
    uri('com.example.app:/cb'),
    uri('/relative'),
    uri(''),
    uri(7),
    uri(REDIRECT_URI, REDIRECT_URI),
    uri(),
    row({}, 'invalid_redirect_uri'),
    row({ redirect_uris: REDIRECT_URI }, 'invalid_redirect_uri'),
    row({ logo_uri: 'javascript:alert(1)' }),
    row({ initiate_login_uri: 'data:text/html,x' }),
    row({ response_types: ['token'] }),
    row({ response_types: ['none'] }),
    row({ grant_types: ['password'] }),
    row({ token_endpoint_auth_method: 'tls_client_auth' }),
    row({ token_endpoint_auth_method: 'private_key_jwt' }),
    row({ id_token_signed_response_alg: 'none' }),
    row({ id_token_signed_response_alg: 'HS256' }),
    row({ userinfo_signed_response_alg: 'none' }),
    row({ request_object_signing_alg: 'none' }),
    row({ subject_type: 'sectoral' }),
    row({ sector_identifier_uri: 'http://app.example/' }),
    row({ sector_identifier_uri: 'https://127.0.0.1:1/' }),
    row({ subject_type: 'pairwise', redirect_uris: ['https://a.example/', 'https://b.example/'] }),
    row({ jwks: { keys: [{ kty: 'oct', k: 'c2VjcmV0' }] } }),
    row({ jwks: { keys: [] }, jwks_uri: 'https://app.example/jwks' }),
    row({ client_name: 'x'.repeat(256) }),
    row({ client_name: 'a\u0000b' }),
    row({ contacts: 'ops@app.example' }),
    row({ default_max_age: '3600' }),
    row({ require_pushed_authorization_requests: 'yes' }),
  ])('$metadata: $error', async ({ metadata, error }) => {
    const before = (await open.get(ClientService).list({ limit: 200 })).clients.length;
    const sent = error === 'invalid_redirect_uri' ? metadata : { redirect_uris: [REDIRECT_URI], ...metadata };
    const answer = await api.register(sent);
    expect(refusal(answer)).toEqual([400, error]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await open.get(ClientService).list({ limit: 200 })).clients).toHaveLength(before);
  });

  it.each([['[]'], ['null'], ['"x"'], ['7'], ['{'], [''], ['{"redirect_uris":'], ['['.repeat(10_000)]])(
    'a body that is no JSON object: %.20j',
    async (text) => {
      expect((await api.register(text)).status).toBe(400);
    },
  );

  it('a body that is larger than metadata can be', async () => {
    expect((await api.register({ client_name: 'x'.repeat(300_000) })).status).toBe(413);
  });

  it('names the member at fault, and never repeats what was sent', async () => {
    const hostile = '<script>alert("x")</script>';
    const answer = await api.register({ redirect_uris: [`https://app.example/${hostile}`], [hostile]: 1 });
    expect(answer.body['error_description']).toContain('redirect_uris[0]');
    expect(answer.text).not.toContain('alert');
    expect(answer.body['error_description']).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
    expect(answer.body['error_uri']).toMatch(/^urn:portico:refusal:/);
  });

  it('says the same of every address that it won’t fetch', async () => {
    const hosts = [
      'https://127.0.0.1/',
      'https://169.254.169.254/',
      'https://localhost:9/',
      'https://[::1]/',
    ];
    const answers = await Promise.all(
      hosts.map((sector_identifier_uri) =>
        api.register({ redirect_uris: [REDIRECT_URI], sector_identifier_uri }),
      ),
    );
    expect(new Set(answers.map(({ body }) => body['error_description'])).size).toBe(1);
  });
});

describe('A registration', () => {
  it('is in the audit trail, without its secrets', async () => {
    const registered = await api.registered({ client_name: 'Audited' });
    const { events } = await open.get(AuditTrail).list({ client_id: registered.client_id });
    expect(events).toMatchObject([
      { type: 'client.created', actor: 'registration', ip: '127.0.0.1', request_id: expect.any(String) },
    ]);
    const stored = JSON.stringify([events, await rowOf(registered.client_id)]);
    expect(stored).not.toContain(registered.client_secret);
    expect(stored).not.toContain(registered.registration_access_token);
  });

  it('is shown by the admin API like others, and says where it comes from', async () => {
    const { client_id } = await api.registered({ client_name: 'Shown to administrators' });
    const page = await open.admin.call<{ items: unknown[] }>('GET', '/clients?name=Shown%20to');
    expect(page.items).toMatchObject([{ client_id, registered_by: 'registration' }]);
    expect(JSON.stringify(page)).not.toContain('registration_token');
    const management = await open.admin.call('GET', '/clients/management');
    expect(management).toHaveProperty('registered_by', null);
  });
});

describe('Where registration is open', () => {
  it('one network registers no more than the limit in a quarter of an hour, however it tries', async () => {
    const portico = await startPortico({ PORTICO_REGISTRATION: 'open', PORTICO_REGISTRATION_LIMIT: '5' });
    const { register } = registering(portico);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => register(n % 2 ? {} : { redirect_uris: [REDIRECT_URI] })),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(15);
    expect(refused[0]!.body).toMatchObject({ error: 'temporarily_unavailable' });
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
    await portico.close();
  });
});

describe('The configuration', () => {
  it('names a profile that there is', async () => {
    const start = startPortico({ PORTICO_REGISTRATION_PROFILE: 'oidc' });
    await expect(start).rejects.toThrow('PORTICO_REGISTRATION_PROFILE must be default or oidc-basic');
  });
});

describe('The OpenAPI document', () => {
  const operations = async ({ url }: TestPortico) => {
    const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    return Object.entries(paths)
      .filter(([path]) => path.startsWith('/oauth2/register'))
      .flatMap(([, methods]) => Object.values(methods).map(({ operationId }) => operationId));
  };

  it('has registration where it is served, and only there', async () => {
    const all = ['registerClient', 'readRegistration', 'replaceRegistration', 'deleteRegistration'];
    expect((await operations(open)).sort()).toEqual(all.sort());
    expect(await operations(off)).toEqual([]);
  });
});
