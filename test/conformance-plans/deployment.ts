import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freshDatabaseUrl } from '../support/database-url.js';
import { ADMIN, ENCRYPTION_KEY, freePort, MANAGEMENT } from '../support/portico.js';
import { CERTIFICATE, overTls } from './over-tls.js';
import { type Served, startTlsProxy } from './tls-server.js';

/** The name that clients and browsers know Portico by; only the tests resolve it. */
const PUBLIC_HOST = 'service.test';

/**
 * Portico as it is deployed: a process of its own that speaks plain HTTP on loopback, behind a proxy that ends TLS under
 * another name and passes the process's own address on as Host.
 */
export class Deployment {
  private constructor(
    readonly issuer: string,
    /** Where the process listens: nobody outside may ever see it. */
    readonly internal: string,
    private readonly end: () => Promise<void>,
  ) {}

  /** @param settings environment variables beside those that every deployment here has */
  static async start(settings: Readonly<Record<string, string>> = {}): Promise<Deployment> {
    const port = await freePort();
    const proxy = await startTlsProxy(port);
    const issuer = `https://${PUBLIC_HOST}:${proxy.port}`;
    const { server, stop } = await startServer(issuer, port, settings);
    const deployment = new Deployment(issuer, `127.0.0.1:${port}`, () => closeBoth(proxy, stop));
    await deployment.ready(server).catch(async (problem) => {
      await deployment.close();
      throw problem;
    });
    return deployment;
  }

  /** The admin API as the operator calls it. Throws unless the answer is 2xx. */
  async admin<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
    const { access_token } = await this.json<{ access_token: string }>('/oauth2/token', {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${MANAGEMENT.client_id}:${MANAGEMENT.client_secret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'admin:read admin:write' }),
    });
    return this.json<T>(`/admin/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body ?? {}),
    });
  }

  close(): Promise<void> {
    return this.end();
  }

  private async json<T>(path: string, init: RequestInit): Promise<T> {
    const response = await overTls(`${this.issuer}${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${init.method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }

  private async ready(server: ChildProcess): Promise<void> {
    let output = '';
    for (const stream of [server.stdout, server.stderr]) stream?.on('data', (text) => (output += text));
    for (let tries = 0; tries < 600; tries += 1) {
      if (server.exitCode !== null) break;
      if ((await overTls(`${this.issuer}/health/ready`)).ok) return;
      await wait(100);
    }
    throw new Error(`Portico did not become ready:\n${output}`);
  }
}

async function startServer(
  issuer: string,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<{ server: ChildProcess; stop: () => Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'portico-test-deployment-'));
  const database = await freshDatabaseUrl();
  const { npm_lifecycle_event: _, ...env } = process.env;
  const server = spawn(process.execPath, ['scripts/start.mjs', 'server'], {
    env: {
      ...env,
      NODE_EXTRA_CA_CERTS: CERTIFICATE,
      PORTICO_ISSUER: issuer,
      PORTICO_PORT: String(port),
      PORTICO_HOST: '127.0.0.1',
      PORTICO_TRUSTED_PROXIES: '127.0.0.1',
      PORTICO_DATA_DIR: directory,
      PORTICO_DATABASE_URL: database.url,
      PORTICO_ENCRYPTION_KEY: ENCRYPTION_KEY,
      PORTICO_ADMIN_EMAIL: ADMIN.email,
      PORTICO_ADMIN_PASSWORD: ADMIN.password,
      PORTICO_MANAGEMENT_CLIENT_ID: MANAGEMENT.client_id,
      PORTICO_MANAGEMENT_CLIENT_SECRET: MANAGEMENT.client_secret,
      PORTICO_LOG_LEVEL: 'error',
      ...settings,
    },
  });
  const stop = async () => {
    if (server.exitCode === null) {
      const exited = once(server, 'exit');
      server.kill('SIGTERM');
      await exited;
    }
    await database.remove();
    rmSync(directory, { recursive: true, force: true });
  };
  return { server, stop };
}

async function closeBoth(proxy: Served, stop: () => Promise<void>): Promise<void> {
  await stop();
  await proxy.close();
}
