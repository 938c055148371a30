import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ClientRegistry } from '#libs/clients';
import { RegistryStale } from '#libs/storage';
import { TestBrowser } from '../support/browser.js';
import { startPortico, type TestPortico } from '../support/portico.js';
import { type Answer, type Form, formOf, RelyingParty } from '../support/relying-party.js';

/** Who calls from a browser, and what may be read there. */
const ORIGINS = {
  'of a redirect_uri': 'https://spa.example',
  'of allowed_origins': 'https://pages.spa.example:8443',
  'of another client': 'https://another.example',
  'of a disabled client': 'https://disabled.example',
  'of nobody': 'https://stranger.example',
  'in another scheme': 'http://spa.example',
  'with another port': 'https://spa.example:444',
  'with a slash': 'https://spa.example/',
  'in another case': 'https://SPA.example',
  'null (a sandboxed frame)': 'null',
} as const;
type Origin = keyof typeof ORIGINS;

const OWN = new Set<Origin>(['of a redirect_uri', 'of allowed_origins']);
/** Where no client is known, any page that belongs to an enabled client. */
const REGISTERED = new Set<Origin>([...OWN, 'of another client']);
const NOBODY = new Set<Origin>();

let portico: TestPortico;
let spa: RelyingParty;
let confidential: RelyingParty;
let browser: TestBrowser;
let access_token: string;
let machine_token: string;

beforeAll(async () => {
  portico = await startPortico();
  browser = new TestBrowser(portico.url);
  const register = (metadata: object) => RelyingParty.register(portico, { ...metadata });
  const own = {
    redirect_uris: [`${ORIGINS['of a redirect_uri']}/callback`],
    allowed_origins: [ORIGINS['of allowed_origins']],
  };
  spa = await register({ ...own, token_endpoint_auth_method: 'none' });
  confidential = await register(own);
  await register({ redirect_uris: [`${ORIGINS['of another client']}/cb`] });
  await register({ redirect_uris: [`${ORIGINS['of a disabled client']}/cb`], status: 'disabled' });
  access_token = String((await spa.tokens(browser)).access_token);
  machine_token = String((await confidential.token({ grant_type: 'client_credentials' })).body.access_token);
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => portico.close());

interface Request {
  readonly send: (origin: string) => Promise<Answer>;
  readonly status: number;
  /** Which origins may read the answer. */
  readonly readable: ReadonlySet<Origin>;
  readonly credentials?: true;
}

const post = (path: string, form: Form, headers: Record<string, string> = {}) => ({
  path,
  init: { method: 'POST', headers, body: formOf(form) },
});
const at = (request: () => { path: string; init: RequestInit }) => (origin: string) => {
  const { path, init } = request();
  return spa.fetch(path, { ...init, headers: { ...init.headers, origin } });
};
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const get = (path: string, headers: Record<string, string> = {}) => ({ path, init: { headers } });
const client_id = () => spa.client.client_id;
const badCode = (form: Form) => ({ grant_type: 'authorization_code', code: 'x', ...form });

const REQUESTS: Readonly<Record<string, Request>> = {
  'a code is redeemed': {
    send: async (origin) => {
      const form = { grant_type: 'authorization_code', ...(await spa.code(browser)), client_id: client_id() };
      return at(() => post('/oauth2/token', form))(origin);
    },
    status: 200,
    readable: OWN,
  },
  'a code is no good (400)': {
    send: at(() => post('/oauth2/token', badCode({ client_id: client_id() }))),
    status: 400,
    readable: OWN,
  },
  'the form repeats what it may not (400)': {
    send: at(() => post('/oauth2/token', badCode({ client_id: client_id(), code: ['a', 'b'] }))),
    status: 400,
    readable: OWN,
  },
  'the client is unknown (401)': {
    send: at(() => post('/oauth2/token', badCode({ client_id: 'nobody' }))),
    status: 401,
    readable: REGISTERED,
  },
  'the request names no client (401)': {
    send: at(() => post('/oauth2/token', badCode({}))),
    status: 401,
    readable: REGISTERED,
  },
  'Basic authentication fails (401)': {
    send: at(() => post('/oauth2/token', badCode({}), { authorization: confidential.basic('wrong') })),
    status: 401,
    readable: OWN,
  },
  'a secret in the form is wrong (401)': {
    send: at(() =>
      post('/oauth2/token', badCode({ client_id: confidential.client.client_id, client_secret: 'wrong' })),
    ),
    status: 401,
    readable: OWN,
  },
  'the body is no form (415)': {
    send: at(() => ({
      path: '/oauth2/token',
      init: { method: 'POST', body: '<xml/>', headers: { 'content-type': 'application/xml' } },
    })),
    status: 415,
    readable: REGISTERED,
  },
  'the method is wrong (405)': {
    send: at(() => ({ path: '/oauth2/token', init: { method: 'PUT' } })),
    status: 405,
    readable: REGISTERED,
  },
  'a token is revoked': {
    send: at(() => post('/oauth2/revoke', { token: 'unknown', client_id: client_id() })),
    status: 200,
    readable: OWN,
  },
  'a revocation has no token (400)': {
    send: at(() => post('/oauth2/revoke', { client_id: client_id() })),
    status: 400,
    readable: OWN,
  },
  'userinfo answers': {
    send: at(() => get('/oauth2/userinfo', bearer(access_token))),
    status: 200,
    readable: OWN,
    credentials: true,
  },
  'userinfo answers a POST': {
    send: at(() => post('/oauth2/userinfo', { access_token })),
    status: 200,
    readable: OWN,
    credentials: true,
  },
  'userinfo gets no token (401)': {
    send: at(() => get('/oauth2/userinfo')),
    status: 401,
    readable: REGISTERED,
    credentials: true,
  },
  'userinfo gets a bad token (401)': {
    send: at(() => get('/oauth2/userinfo', bearer('bad'))),
    status: 401,
    readable: REGISTERED,
    credentials: true,
  },
  'userinfo gets a token of no person (403)': {
    send: at(() => get('/oauth2/userinfo', bearer(machine_token))),
    status: 403,
    readable: OWN,
    credentials: true,
  },
  introspection: {
    send: at(() =>
      post('/oauth2/introspect', { token: access_token }, { authorization: confidential.basic() }),
    ),
    status: 200,
    readable: NOBODY,
  },
  'a pushed request': {
    send: at(() => post('/oauth2/par', {}, { authorization: confidential.basic() })),
    status: 400,
    readable: NOBODY,
  },
  'the admin API': { send: at(() => get('/admin/v1/clients')), status: 401, readable: NOBODY },
  'a page': { send: at(() => get('/oauth2/logout')), status: 200, readable: NOBODY },
  'the authorization endpoint': { send: at(() => get('/oauth2/authorize')), status: 400, readable: NOBODY },
};

function cors({ headers }: Answer): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
}

// The reads that a no costs are paced, and shared by those who wait at the same time.
describe.concurrent.each(Object.entries(REQUESTS))('Cross-origin reading, when %s', (_, request) => {
  it.each(Object.keys(ORIGINS) as Origin[])('by a page from the origin %s', async (name) => {
    const origin = ORIGINS[name];
    const answer = await request.send(origin);
    expect(answer.status).toBe(request.status);
    expect(cors(answer)).toEqual(
      request.readable.has(name)
        ? {
            'access-control-allow-origin': origin,
            'access-control-expose-headers': 'WWW-Authenticate, Retry-After, X-Request-Id',
            ...(request.credentials && { 'access-control-allow-credentials': 'true' }),
          }
        : {},
    );
    if (request.readable !== NOBODY) expect(answer.headers.get('vary')).toBe('Origin');
  });
});

describe('Cross-origin reading: preflights, which carry no token', () => {
  const ask = (path: string, origin: string) =>
    spa.fetch(path, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization',
      },
    });
  const ENDPOINTS = ['/oauth2/token', '/oauth2/revoke', '/oauth2/userinfo'] as const;
  const CASES = ENDPOINTS.flatMap((path) =>
    (Object.keys(ORIGINS) as Origin[]).map((name) => [path, name] as const),
  );

  it.concurrent.each(CASES)('%s answers the origin %s', async (path, name) => {
    const origin = ORIGINS[name];
    const answer = await ask(path, origin);
    expect([answer.status, answer.text, answer.headers.get('vary')]).toEqual([204, '', 'Origin']);
    expect(cors(answer)).toEqual(
      REGISTERED.has(name)
        ? {
            'access-control-allow-origin': origin,
            'access-control-allow-methods': 'GET, POST',
            'access-control-allow-headers': 'authorization, content-type',
            'access-control-max-age': '600',
            'access-control-expose-headers': expect.any(String),
            ...(path === '/oauth2/userinfo' && { 'access-control-allow-credentials': 'true' }),
          }
        : {},
    );
  });

  it.each(['/oauth2/introspect', '/oauth2/par', '/oauth2/authorize', '/admin/v1/clients', '/sign-in'])(
    '%s answers none',
    async (path) => {
      const answer = await ask(path, ORIGINS['of a redirect_uri']);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(cors(answer)).toEqual({});
    },
  );
});

describe('Cross-origin reading: discovery and keys', () => {
  it.each(['openid-configuration', 'oauth-authorization-server', 'jwks.json'])(
    '%s is for everybody, without cookies',
    async (name) => {
      for (const origin of Object.values(ORIGINS)) {
        const answer = await spa.fetch(`/.well-known/${name}`, { headers: { origin } });
        expect([answer.status, cors(answer)]).toEqual([200, { 'access-control-allow-origin': '*' }]);
      }
    },
  );
});

describe('Cross-origin reading: credentials', () => {
  it('changes nothing for userinfo: a session cookie is no access token', async () => {
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    expect(cookie).toContain('portico_session=');
    const answer = await spa.fetch('/oauth2/userinfo', {
      headers: { cookie, origin: 'https://spa.example' },
    });
    expect(answer.status).toBe(401);
  });

  it('gives no page a header without an Origin', async () => {
    expect(cors(await spa.fetch('/oauth2/userinfo'))).toEqual({});
  });
});

describe('When the clients in memory are too old to decide by', () => {
  it('answers 503 all the same, which no page may read', async () => {
    vi.spyOn(portico.get(ClientRegistry), 'find').mockImplementation(() => {
      throw new RegistryStale('clients');
    });
    const { path, init } = post('/oauth2/token', badCode({ client_id: client_id() }));
    const answer = await spa.fetch(path, { ...init, headers: { origin: 'https://spa.example' } });
    expect([answer.status, answer.body.error, cors(answer)]).toEqual([503, 'temporarily_unavailable', {}]);
    expect(answer.headers.get('retry-after')).toBe('5');
  });
});
