import { createHash, randomBytes } from 'node:crypto';
import { Accounts, type AdminRole } from '#libs/accounts';
import { DocumentedResponses } from '../openapi/documented-responses.js';
import { TestBrowser } from '../support/browser.js';
import { startPortico, type TestPortico } from '../support/portico.js';

// biome-ignore lint/suspicious/noExplicitAny: the document says what is in it, and is checked.
type Json = Record<string, any>;

/** An answer of the admin API, read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly etag: string;
  readonly body: Json;
}

/** Somebody who calls the admin API; every answer is held against the OpenAPI document. */
export interface Caller {
  readonly token: string;
  /** Of a person. */
  readonly id: string;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  patch(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  delete(path: string, headers?: Record<string, string>): Promise<Answer>;
}

export interface AdminApi {
  readonly portico: TestPortico;
  readonly documented: DocumentedResponses;
  /** The client that the configuration declares, acting for itself. */
  readonly machine: Caller;
  /** A caller with this access token. */
  caller(token: string, id?: string): Caller;
  /** A new person of this role, signed in through a client of administrators. */
  person(role: AdminRole | null, scope?: string): Promise<Caller>;
  close(): Promise<void>;
}

/** The `type` of a problem. */
export const problem = (name: string): string => `urn:portico:problem:${name}`;

/** The status of a refusal, and the members that it names. */
export function errorsOf({ status, body }: Answer): [number, string[] | undefined] {
  return [status, body.errors?.map(({ field }: { field: string }) => field)];
}

/** The client through which the administrators of the tests sign in. */
export const CONSOLE = { client_id: 'console', redirect_uri: 'https://console.example/callback' } as const;

const PASSWORD = 'seven green herons';

export async function startAdminApi(overrides?: Record<string, string>): Promise<AdminApi> {
  const portico = await startPortico(overrides);
  const documented = await DocumentedResponses.of(portico.url);
  const base = `${portico.url}/admin/v1`;

  const caller = (token: string, id = ''): Caller => {
    const call: Caller['call'] = async (method, path, body, headers = {}) => {
      const response = await fetch(base + path, {
        method,
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
      });
      await documented.check(method, base + path, response);
      const text = await response.text();
      const json = /json(;|$)/.test(response.headers.get('content-type') ?? '');
      const answer = {
        status: response.status,
        headers: response.headers,
        etag: response.headers.get('etag') ?? '',
      };
      return { ...answer, body: json ? JSON.parse(text) : {} };
    };
    return {
      token,
      id,
      call,
      get: (path, headers) => call('GET', path, undefined, headers),
      post: (path, body, headers) => call('POST', path, body, headers),
      put: (path, body, headers) => call('PUT', path, body, headers),
      patch: (path, body, headers) => call('PATCH', path, body, headers),
      delete: (path, headers) => call('DELETE', path, undefined, headers),
    };
  };

  const machine = caller(await portico.admin.token());
  await machine.post('/clients', {
    client_id: CONSOLE.client_id,
    redirect_uris: [CONSOLE.redirect_uri],
    scope: 'openid offline_access admin:read admin:write',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    require_consent: false,
  });

  return {
    portico,
    documented,
    machine,
    caller,
    person: async (role, scope = 'openid admin:read admin:write') => {
      const email = `${role ?? 'nobody'}-${randomBytes(4).toString('hex')}@example.com`;
      const { body } = await machine.post('/users', {
        email,
        password: PASSWORD,
        ...(role !== 'owner' && { admin_role: role }),
      });
      // No program can make an owner, so this one is made behind the API.
      if (role === 'owner') await portico.get(Accounts).patch(body.id, body.version, { admin_role: 'owner' });
      const tokens = await signIn(portico.url, CONSOLE, { email, password: PASSWORD }, scope);
      return caller(tokens.access_token, body.id);
    },
    close: () => portico.close(),
  };
}

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token?: string;
}

/** Signs a person in to a public client, in a browser of their own. */
export async function signIn(
  issuer: string,
  client: { readonly client_id: string; readonly redirect_uri: string },
  person: { readonly email: string; readonly password: string },
  scope: string,
  browser: TestBrowser = new TestBrowser(issuer),
): Promise<Tokens> {
  const code_verifier = randomBytes(32).toString('base64url');
  const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
  const pkce = { code_challenge, code_challenge_method: 'S256' };
  const query = new URLSearchParams({ ...client, response_type: 'code', scope, ...pkce });
  const back = await browser.authorize(`${issuer}/oauth2/authorize?${query}`, person);
  const code = back.searchParams.get('code');
  if (code === null) throw new Error(`no code: ${back}`);
  const form = { grant_type: 'authorization_code', ...client, code, code_verifier };
  const response = await fetch(`${issuer}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
  if (!response.ok) throw new Error(`no tokens: ${await response.text()}`);
  return (await response.json()) as Tokens;
}

/** What a client gets for itself, or the refusal. */
export async function clientCredentials(
  issuer: string,
  client_id: string,
  client_secret: string,
  scope?: string,
): Promise<{ readonly status: number; readonly access_token: string }> {
  const response = await fetch(`${issuer}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${client_id}:${client_secret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope !== undefined && { scope }) }),
  });
  return { status: response.status, ...((await response.json()) as { access_token: string }) };
}
