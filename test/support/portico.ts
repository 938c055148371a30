import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfiguration } from '#libs/config';
import { createApp } from '../../apps/server/src/create-app.js';
import { freshDatabaseUrl } from './database-url.js';

/** What every test server is set up with; a real deployment chooses its own. */
export const ADMIN = { email: 'admin@example.com', password: 'correct horse battery staple' } as const;
export const MANAGEMENT = {
  client_id: 'management',
  client_secret: 'management-secret-of-the-tests-0123456789',
} as const;

/** Of every test process: those that share a database must share it. */
export const ENCRYPTION_KEY = 'an-encryption-key-for-the-tests-only-0123456789';

/** A running Portico with a database of its own. */
export interface TestPortico {
  /** The issuer. */
  readonly url: string;
  readonly app: NestFastifyApplication;
  /** A provider, for what can't be seen from outside. */
  get<T>(token: abstract new (...args: never[]) => T): T;
  readonly admin: {
    /** An access token for the admin API, of the management client. */
    token(scope?: string): Promise<string>;
    /** Calls the admin API as the management client; `path` below `/admin/v1`. Throws unless the answer is 2xx. */
    call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>;
    /** The same, answering whatever came. */
    fetch(path: string, init?: RequestInit): Promise<Response>;
  };
  close(): Promise<void>;
}

/** A loopback port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * Starts Portico on a loopback port, over HTTP, as `npm start` would.
 *
 * @param overrides environment variables; `PORTICO_DATABASE_URL` to share another test's database
 */
export async function startPortico(overrides: Record<string, string> = {}): Promise<TestPortico> {
  const directory = mkdtempSync(join(tmpdir(), 'portico-test-data-'));
  const fresh = overrides.PORTICO_DATABASE_URL ? undefined : await freshDatabaseUrl();
  const port = Number(overrides.PORTICO_PORT ?? (await freePort()));
  const configuration = loadConfiguration({
    PORTICO_PORT: String(port),
    PORTICO_DATA_DIR: directory,
    PORTICO_DATABASE_URL: fresh?.url,
    PORTICO_ENCRYPTION_KEY: ENCRYPTION_KEY,
    PORTICO_ADMIN_EMAIL: ADMIN.email,
    PORTICO_ADMIN_PASSWORD: ADMIN.password,
    PORTICO_MANAGEMENT_CLIENT_ID: MANAGEMENT.client_id,
    PORTICO_MANAGEMENT_CLIENT_SECRET: MANAGEMENT.client_secret,
    PORTICO_LOG_LEVEL: 'fatal',
    ...overrides,
  });
  const app = await createApp(configuration);
  await app.listen(port, '127.0.0.1');
  const url = configuration.issuer.url;
  const tokens = new Map<string, string>();

  const token = async (scope = 'admin:read admin:write') => {
    const known = tokens.get(scope);
    if (known) return known;
    const response = await fetch(`${url}/oauth2/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${MANAGEMENT.client_id}:${MANAGEMENT.client_secret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
    });
    if (!response.ok) throw new Error(`no token: ${await response.text()}`);
    const { access_token } = (await response.json()) as { access_token: string };
    tokens.set(scope, access_token);
    return access_token;
  };
  const adminFetch = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has('authorization')) headers.set('authorization', `Bearer ${await token()}`);
    return fetch(`${url}/admin/v1${path}`, { ...init, headers });
  };

  return {
    url,
    app,
    get: (provider) => app.get(provider, { strict: false }),
    admin: {
      token,
      fetch: adminFetch,
      call: async (method, path, body) => {
        const response = await adminFetch(path, {
          method,
          headers: body === undefined ? {} : { 'content-type': 'application/json' },
          body: body === undefined ? undefined : JSON.stringify(body),
        });
        const text = await response.text();
        if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
        return text === '' ? undefined : JSON.parse(text);
      },
    },
    close: async () => {
      await app.close();
      await fresh?.remove();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
