import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfiguration } from '#libs/config';
import { hashToken } from '#libs/secrets';
import { readRegistration } from '../../apps/demo/src/registration.js';
import { NoDemoHere, registerDemoClients } from '../../apps/server/src/demo/register-demo-clients.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { ENCRYPTION_KEY } from '../support/portico.js';

const origin = 'http://localhost:4010';

let store: TestDatabase;
let folder: string;
let clientFile: string;

beforeEach(async () => {
  store = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'portico-demo-'));
  clientFile = join(folder, 'data', 'demo-client.json');
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const configured = (more: Record<string, string> = {}) =>
  loadConfiguration({
    PORTICO_DATABASE_URL: store.url,
    PORTICO_DATA_DIR: join(folder, 'data'),
    PORTICO_ENCRYPTION_KEY: ENCRYPTION_KEY,
    ...more,
  });

const register = (place: { origin?: string } = {}, more?: Record<string, string>) =>
  registerDemoClients(configured(more), { origin, clientFile, ...place });

async function client(client_id: string) {
  const row = await store.database.row<Record<string, string | number | null>>(
    'SELECT * FROM clients WHERE client_id = ?',
    [client_id],
  );
  const members = Object.entries(row ?? {}).map(([name, value]) => [name, unpacked(value)]);
  return Object.fromEntries(members) as Record<string, unknown>;
}

const unpacked = (value: unknown) =>
  typeof value === 'string' && value.startsWith('[') ? JSON.parse(value) : value;

const secretHashes = async () =>
  (
    await store.database.rows<{ secret_hash: string }>(
      'SELECT secret_hash FROM client_secrets WHERE expires_at IS NULL',
    )
  ).map((row) => row.secret_hash);

const handedOver = () => readRegistration(clientFile);

describe('registering the demo', () => {
  it('makes a confidential client and a public one, with no rule relaxed', async () => {
    await register();
    const rules = { require_pkce: null, require_consent: null, profile: 'default', status: 'enabled' };
    expect(await client('portico-demo')).toMatchObject({
      ...rules,
      client_name: 'Portico demo',
      application_type: 'web',
      redirect_uris: ['http://localhost:4010/callback'],
      post_logout_redirect_uris: ['http://localhost:4010/signed-out'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
      scope: 'openid profile email offline_access',
    });
    expect(await client('portico-demo-browser')).toMatchObject({
      ...rules,
      redirect_uris: ['http://localhost:4010/browser.html'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'none',
      scope: 'openid profile',
    });
  });

  it('hands the demo its secret in a file that nobody else can read', async () => {
    await register();
    const { client_secret, ...rest } = await handedOver();
    expect(rest).toEqual({
      issuer: 'http://localhost:4000',
      client_id: 'portico-demo',
      browser_client_id: 'portico-demo-browser',
    });
    const secrets = await store.database.rows<{ secret_hash: string }>(
      'SELECT secret_hash FROM client_secrets',
    );
    expect(secrets).toEqual([{ secret_hash: hashToken(client_secret) }]);
    expect(statSync(clientFile).mode & 0o777).toBe(0o600);
  });

  it('changes nothing the second time', async () => {
    await register();
    const before = [await handedOver(), await client('portico-demo'), await client('portico-demo-browser')];
    await register();
    expect([await handedOver(), await client('portico-demo'), await client('portico-demo-browser')]).toEqual(
      before,
    );
  });

  it.each([
    ['is lost', () => rmSync(clientFile)],
    ['is damaged', () => writeFileSync(clientFile, '{"issuer"')],
    ['holds nothing', () => writeFileSync(clientFile, 'null')],
    ['is another provider’s', () => change((file) => ({ ...file, issuer: 'http://localhost:1' }))],
    ['holds a secret that was ended', () => change((file) => ({ ...file, client_secret: 'x'.repeat(43) }))],
  ])('gives another secret, and ends the first, when the file %s', async (_what, spoil) => {
    await register();
    const { client_secret } = await handedOver();
    spoil();
    await register();
    const renewed = await handedOver();
    expect(renewed.client_secret).not.toBe(client_secret);
    expect(await secretHashes()).toEqual([hashToken(renewed.client_secret)]);
  });

  const change = (edit: (file: object) => object) =>
    writeFileSync(clientFile, JSON.stringify(edit(JSON.parse(readFileSync(clientFile, 'utf8')))));

  it('makes room when the demo’s client has two secrets already', async () => {
    await register();
    await store.database.affected(
      'INSERT INTO client_secrets (id, client_id, secret_hash, created_at) VALUES (?, ?, ?, ?)',
      ['second', 'portico-demo', hashToken('second'), 0],
    );
    rmSync(clientFile);
    await register();
    expect(await secretHashes()).toEqual([hashToken((await handedOver()).client_secret)]);
  });

  it('follows the demo to another port, and keeps its secret', async () => {
    await register();
    const { client_secret } = await handedOver();
    await register({ origin: 'http://localhost:5000' });
    expect((await client('portico-demo')).redirect_uris).toEqual(['http://localhost:5000/callback']);
    expect((await client('portico-demo-browser')).redirect_uris).toEqual([
      'http://localhost:5000/browser.html',
    ]);
    expect((await handedOver()).client_secret).toBe(client_secret);
  });

  it('leaves alone what an administrator made of the clients', async () => {
    await register();
    await store.database.affected('UPDATE clients SET client_name = ?, status = ?, require_consent = ?', [
      'Ours',
      'disabled',
      0,
    ]);
    await register({ origin: 'http://localhost:5000' });
    const kept = { client_name: 'Ours', status: 'disabled', require_consent: 0 };
    expect(await client('portico-demo')).toMatchObject(kept);
    expect(await client('portico-demo-browser')).toMatchObject(kept);
  });

  it('makes again a client that was deleted', async () => {
    await register();
    await store.database.affected('DELETE FROM clients');
    await store.database.affected('DELETE FROM client_secrets');
    await register();
    expect(await secretHashes()).toEqual([hashToken((await handedOver()).client_secret)]);
  });

  it('waits while another registration is at work', async () => {
    let waiting = Promise.resolve();
    await store.lease.run('demo-registration', async () => {
      waiting = register();
      await sleep(1_500);
      expect(await client('portico-demo')).toEqual({});
    });
    await waiting;
    expect(await client('portico-demo')).toMatchObject({ client_id: 'portico-demo' });
  });
});

describe('a demo that can’t be registered', () => {
  it('says to start Portico first, and makes nothing', async () => {
    const database = join(folder, 'data', 'portico.sqlite');
    const refusal = register({}, { PORTICO_DATABASE_URL: `sqlite:${database}` });
    await expect(refusal).rejects.toThrow(NoDemoHere);
    await expect(refusal).rejects.toThrow('npm start');
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it('is the one of a public Portico: its administrators choose who comes back to people’s own machines', async () => {
    const refusal = register({}, { PORTICO_ISSUER: 'https://id.example.com' });
    await expect(refusal).rejects.toThrow(NoDemoHere);
    expect(await client('portico-demo')).toEqual({});
  });

  it.each(['http://127.0.0.1:4000', 'http://[::1]:4000', 'https://localhost/portico'])(
    'is not the one of %s',
    async (PORTICO_ISSUER) => {
      await register({}, { PORTICO_ISSUER });
      expect((await handedOver()).issuer).toBe(PORTICO_ISSUER);
    },
  );
});
