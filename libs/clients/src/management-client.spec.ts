import { afterEach, describe, expect, it } from 'vitest';
import { SetUpSettings } from '#libs/config';
import { hashToken } from '#libs/secrets';
import { type BenchOptions, type ClientBench, openClientBench } from '../test/client-bench.js';

const admin = { actor: 'account:1' };
const secret = 's'.repeat(32);
const declared = (management_client_secret = secret, management_client_id = 'management') =>
  new SetUpSettings({ management_client_id, management_client_secret });

const open: ClientBench[] = [];
async function start(options: BenchOptions): Promise<ClientBench> {
  const bench = await openClientBench(options);
  open.push(bench);
  return bench;
}
afterEach(async () => {
  for (const bench of open.splice(0).reverse()) await bench.close();
});

const auditedTypes = async (bench: ClientBench) =>
  (await bench.audit.list()).events.map(({ type }) => type).reverse();

describe('the management client that the configuration declares', () => {
  it('is there when the server has started, with all that scripts need', async () => {
    const bench = await start({ setUp: declared() });
    expect(bench.registry.find('management')).toMatchObject({
      grant_types: ['client_credentials'],
      response_types: [],
      scope: 'admin:read admin:write',
      token_endpoint_auth_method: 'client_secret_basic',
      status: 'enabled',
      secrets: [{ secret_hash: hashToken(secret), expires_at: null }],
    });
  });

  it('is not there when none is declared', async () => {
    const bench = await start({});
    expect((await bench.service.list()).clients).toEqual([]);
  });

  it('is not changed by another start', async () => {
    const bench = await start({ setUp: declared() });
    const before = bench.registry.find('management');
    bench.clock.pass(60);
    await bench.management.reconcileManagementClient(declared());
    expect(await bench.service.get('management')).toEqual(before);
    expect(await auditedTypes(bench)).toEqual(['client.created']);
  });

  it('is made once by many processes that start together', async () => {
    const bench = await start({});
    const others = await Promise.all([start({ database: bench.store }), start({ database: bench.store })]);
    await Promise.all(
      [bench, ...others, bench, ...others].map(({ management }) =>
        management.reconcileManagementClient(declared()),
      ),
    );
    expect((await bench.service.get('management')).secrets).toHaveLength(1);
    expect(await auditedTypes(bench)).toEqual(['client.created']);
  });

  it('has only the secret that is declared now', async () => {
    const bench = await start({ setUp: declared() });
    await bench.service.rotateSecret('management', undefined, admin);
    await bench.management.reconcileManagementClient(declared('t'.repeat(40)));
    expect(bench.registry.find('management')?.secrets).toMatchObject([
      { secret_hash: hashToken('t'.repeat(40)) },
    ]);
    expect(await auditedTypes(bench)).toEqual(['client.created', 'client.secret_rotated', 'client.updated']);
  });

  it('loses a second secret at the next start, though the declared one is the same', async () => {
    const bench = await start({ setUp: declared() });
    await bench.service.rotateSecret('management', undefined, admin);
    await bench.management.reconcileManagementClient(declared());
    expect(bench.registry.find('management')?.secrets).toMatchObject([{ secret_hash: hashToken(secret) }]);
  });

  it('regains what it must have, and keeps what an administrator made of it', async () => {
    const bench = await start({ setUp: declared() });
    const changes = {
      client_name: 'Ours',
      status: 'disabled',
      scope: 'openid',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: ['https://a.example/'],
      token_endpoint_auth_method: 'none',
    };
    await bench.service.patch('management', undefined, changes, admin);
    await bench.management.reconcileManagementClient(declared());
    expect(bench.registry.find('management')).toMatchObject({
      ...changes,
      grant_types: ['authorization_code', 'client_credentials'],
      scope: 'openid admin:read admin:write',
      token_endpoint_auth_method: 'client_secret_basic',
      secrets: [{ secret_hash: hashToken(secret) }],
    });
  });

  it('is there again after it was deleted', async () => {
    const bench = await start({ setUp: declared() });
    await bench.service.delete('management', undefined, admin);
    await bench.management.reconcileManagementClient(declared());
    expect(bench.registry.find('management')?.status).toBe('enabled');
  });

  it('is refused with a secret of fewer than 32 characters', async () => {
    const bench = await start({});
    const short = bench.management.reconcileManagementClient(declared('s'.repeat(31)));
    await expect(short).rejects.toThrow('32 characters');
    await expect(short).rejects.not.toThrow('sss');
    expect((await bench.service.list()).clients).toEqual([]);
  });
});
