import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpClient } from '../http-client.js';
import { jsonOf } from '../works/expect-answer.js';
import { oidcFlows } from '../works/oidc-flows.js';
import { type BenchClient, basic, PEOPLE, REDIRECT_URI, SCOPES } from '../works/oidc-setup.js';
import { signInPeople } from '../works/sign-in-people.js';
import { ChildServer, freePort } from './child-server.js';
import type { Contender, Place } from './contender.js';

const MANAGEMENT: BenchClient = {
  client_id: 'management',
  client_secret: 'management-secret-of-the-benchmark-0123456789',
};
const READY_MS = 30_000;

/** A built Portico, with its defaults; it logs what the others log: what went wrong. */
export async function startPortico(
  { folder, databaseUrl, concurrency }: Place,
  build: { readonly name: string; readonly root: string; readonly nodeArguments?: readonly string[] },
): Promise<Contender> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const server = ChildServer.start(join(build.root, 'dist/apps/server/src/main.js'), {
    folder,
    nodeArguments: build.nodeArguments,
    environment: {
      PORTICO_PORT: String(port),
      PORTICO_HOST: '127.0.0.1',
      PORTICO_ISSUER: issuer,
      PORTICO_DATA_DIR: folder,
      PORTICO_DATABASE_URL: databaseUrl,
      PORTICO_WORKERS: '1',
      PORTICO_ENCRYPTION_KEY: 'an-encryption-key-for-the-benchmark-only-0123456789',
      PORTICO_ADMIN_EMAIL: 'admin@example.com',
      PORTICO_ADMIN_PASSWORD: 'correct horse battery staple',
      PORTICO_MANAGEMENT_CLIENT_ID: MANAGEMENT.client_id,
      PORTICO_MANAGEMENT_CLIENT_SECRET: MANAGEMENT.client_secret,
      PORTICO_LOG_LEVEL: 'warn',
    },
  });
  await untilReady(issuer, server);
  const admin = await administer(issuer);
  const setup = {
    issuer,
    metadata: (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Record<
      string,
      unknown
    >,
    clients: await registerClients(admin),
  };
  for (const { email, password } of PEOPLE) await admin('users', { email, password });
  const people = await signInPeople(setup, PEOPLE);
  const http = new HttpClient(concurrency);
  return {
    name: build.name,
    pid: server.pid,
    flows: await oidcFlows({ ...setup, people }, http),
    stop: async () => {
      http.close();
      await server.stop();
    },
  };
}

async function untilReady(issuer: string, server: ChildServer): Promise<void> {
  for (const deadline = Date.now() + READY_MS; Date.now() < deadline && !server.ended; ) {
    const answer = await fetch(`${issuer}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error('Portico did not become ready');
}

type Admin = (path: string, body: object) => Promise<Record<string, unknown>>;

async function administer(issuer: string): Promise<Admin> {
  const http = new HttpClient(1);
  const form = { grant_type: 'client_credentials', scope: 'admin:read admin:write' };
  const answer = await http.post(`${issuer}/oauth2/token`, form, { authorization: basic(MANAGEMENT) });
  const authorization = `Bearer ${jsonOf(answer, 'no token')['access_token']}`;
  return async (path, body) => {
    const headers = { authorization, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(`${issuer}/admin/v1/${path}`, init);
    if (response.status !== 201) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  };
}

async function registerClients(admin: Admin) {
  const register = async (metadata: object): Promise<BenchClient> => {
    const { client_id, client_secret } = await admin('clients', metadata);
    return { client_id: String(client_id), client_secret: String(client_secret) };
  };
  const web = (kind: 'web' | 'offline', grant_types: readonly string[]) =>
    register({
      client_name: kind,
      redirect_uris: [REDIRECT_URI],
      grant_types,
      scope: SCOPES[kind],
      access_token_format: 'opaque',
    });
  const machine = (access_token_signed_response_alg: 'RS256' | 'ES256') =>
    register({
      client_name: 'machine',
      grant_types: ['client_credentials'],
      access_token_signed_response_alg,
    });
  return {
    web: await web('web', ['authorization_code']),
    offline: await web('offline', ['authorization_code', 'refresh_token']),
    rs256: await machine('RS256'),
    es256: await machine('ES256'),
  };
}
