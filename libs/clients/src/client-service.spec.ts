import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashToken } from '#libs/secrets';
import { type ClientBench, openClientBench } from '../test/client-bench.js';
import { ClientConflict, ClientNotFound, SecretNotFound, VersionConflict } from './client-refusal.js';
import { InvalidClientMetadata } from './metadata/invalid-client-metadata.js';

const admin = { actor: 'account:1', ip: '192.0.2.1', request_id: 'r1' };
const web = {
  client_name: 'Web',
  redirect_uris: ['https://client.example/callback', 'http://localhost:8000'],
};

let bench: ClientBench;
let other: ClientBench;

beforeAll(async () => {
  bench = await openClientBench();
  other = await openClientBench({ database: bench.store, clock: bench.clock });
});
afterAll(async () => {
  await other.close();
  await bench.close();
});

const create = async (metadata: object = web) => bench.service.create(metadata, admin);
const eventsOf = async (client_id: string) =>
  (await bench.audit.list({ client_id })).events.map(({ type }) => type).reverse();

describe('creating a client', () => {
  it('puts it in force at once here, and on every other process', async () => {
    const { client } = await create();
    expect(bench.registry.find(client.client_id)).toEqual(client);
    await expect.poll(() => other.registry.find(client.client_id), { timeout: 2000 }).toEqual(client);
  });

  it('keeps what was registered, byte for byte, and writes the rest itself', async () => {
    const { client } = await create();
    expect(client).toMatchObject({ ...web, version: 1, created_at: bench.clock.now(), status: 'enabled' });
    expect(client.require_auth_time).toBe(false);
    expect(client.machine_grant_id).toMatch(/^[\w-]{43}$/);
    expect(client.client_id).not.toBe((await create()).client.client_id);
  });

  it('tells the secret once, of 256 bits, and keeps its hash', async () => {
    const { client, client_secret } = await create();
    expect(Buffer.from(client_secret!, 'base64url')).toHaveLength(32);
    expect(client.secrets).toEqual([
      {
        id: expect.any(String),
        secret_hash: hashToken(client_secret!),
        sealed_secret: null,
        created_at: bench.clock.now(),
        expires_at: null,
      },
    ]);
    expect(JSON.stringify(await bench.service.get(client.client_id))).not.toContain(client_secret);
    expect(JSON.stringify(await bench.audit.list())).not.toContain(client_secret);
  });

  it('makes no secret for a client that needs none', async () => {
    const { client, client_secret } = await create({ ...web, token_endpoint_auth_method: 'none' });
    expect(client_secret).toBeUndefined();
    expect(client.secrets).toEqual([]);
  });

  it('refuses bad metadata, and leaves nothing behind', async () => {
    await expect(create({ client_name: 'bad one' })).rejects.toThrow(InvalidClientMetadata);
    expect((await bench.service.list({ name: 'bad one' })).clients).toEqual([]);
  });

  it('takes a chosen client_id, once', async () => {
    const choose = (client_id: string) => bench.service.create(web, admin, { client_id });
    expect((await choose('chosen')).client.client_id).toBe('chosen');
    await expect(choose('chosen')).rejects.toMatchObject({ reason: 'client_id_taken' });
    expect((await choose('Chosen')).client.client_id).toBe('Chosen');
    for (const bad of ['', 'a b', 'é', 'x'.repeat(129)]) {
      await expect(choose(bad)).rejects.toThrow(InvalidClientMetadata);
    }
  });

  it('is recorded with who did it', async () => {
    const { client } = await create();
    const { events } = await bench.audit.list({ client_id: client.client_id });
    expect(events).toMatchObject([
      { type: 'client.created', ...admin, subject: `client:${client.client_id}`, outcome: 'success' },
    ]);
  });
});

describe('changing a client', () => {
  it('replaces all metadata, with what is left out at its default', async () => {
    const { client } = await create({ ...web, contacts: ['a@client.example'] });
    const { client: after } = await bench.service.replace(
      client.client_id,
      1,
      { ...web, client_name: 'New' },
      admin,
    );
    expect(after).toMatchObject({ client_name: 'New', contacts: [], version: 2 });
    expect(bench.registry.find(client.client_id)).toEqual(after);
    expect(after.secrets).toEqual(client.secrets);
  });

  it('never enables a disabled client by replacing its metadata', async () => {
    const { client } = await create();
    await bench.service.setStatus(client.client_id, 1, 'disabled', admin);
    for (const metadata of [web, { ...web, status: null }]) {
      const { client: after } = await bench.service.replace(client.client_id, undefined, metadata, admin);
      expect(after.status).toBe('disabled');
    }
    const { client: enabled } = await bench.service.replace(
      client.client_id,
      undefined,
      { ...web, status: 'enabled' },
      admin,
    );
    expect(enabled.status).toBe('enabled');
  });

  it('patches what is named, and checks the whole', async () => {
    const { client } = await create();
    const { client: after } = await bench.service.patch(client.client_id, 1, { require_pkce: false }, admin);
    expect(after).toMatchObject({ ...web, require_pkce: false, version: 2 });
    const bad = { token_endpoint_auth_method: 'private_key_jwt' };
    await expect(bench.service.patch(client.client_id, 2, bad, admin)).rejects.toMatchObject({
      problems: [{ field: 'jwks_uri' }],
    });
    expect((await bench.service.get(client.client_id)).version).toBe(2);
  });

  it('is refused to who read an older version', async () => {
    const { client } = await create();
    const { client_id } = client;
    await bench.service.patch(client_id, 1, { client_name: 'First' }, admin);
    await expect(bench.service.patch(client_id, 1, { client_name: 'Second' }, admin)).rejects.toThrow(
      VersionConflict,
    );
    await expect(bench.service.replace(client_id, 1, web, admin)).rejects.toThrow(VersionConflict);
    await expect(bench.service.setStatus(client_id, 1, 'disabled', admin)).rejects.toThrow(VersionConflict);
    await expect(bench.service.rotateSecret(client_id, 1, admin)).rejects.toThrow(VersionConflict);
    await expect(bench.service.delete(client_id, 1, admin)).rejects.toThrow(VersionConflict);
    expect((await bench.service.get(client_id)).client_name).toBe('First');
  });

  it('succeeds for one of twenty that decided on the same version, on two processes', async () => {
    const { client } = await create();
    const attempts = Array.from({ length: 20 }, (_, n) =>
      (n % 2 ? bench : other).service.patch(client.client_id, 1, { client_name: `n${n}` }, admin),
    );
    const settled = await Promise.allSettled(attempts);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of settled) {
      if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(VersionConflict);
    }
    expect((await bench.service.get(client.client_id)).version).toBe(2);
  });

  it('of a client that is not there is refused', async () => {
    await expect(bench.service.get('nobody')).rejects.toThrow(ClientNotFound);
    await expect(bench.service.patch('nobody', undefined, {}, admin)).rejects.toThrow(ClientNotFound);
    await expect(bench.service.delete('nobody', undefined, admin)).rejects.toThrow(ClientNotFound);
  });

  it('is recorded by the names of what changed, and as what it means', async () => {
    const { client } = await create();
    await bench.service.patch(client.client_id, 1, { client_name: 'New', status: 'disabled' }, admin);
    await bench.service.setStatus(client.client_id, 2, 'enabled', admin);
    expect(await eventsOf(client.client_id)).toEqual([
      'client.created',
      'client.disabled',
      'client.updated',
      'client.enabled',
    ]);
    const [updated] = (await bench.audit.list({ client_id: client.client_id, type: 'client.updated' }))
      .events;
    expect(updated?.data).toEqual({ changed: ['client_name'] });
  });

  it('that is rolled back leaves neither row nor event', async () => {
    const { client } = await create();
    const before = await eventsOf(client.client_id);
    await expect(bench.service.patch(client.client_id, 1, { redirect_uris: null }, admin)).rejects.toThrow();
    expect(await eventsOf(client.client_id)).toEqual(before);
  });
});

describe('the secret that an authentication method needs', () => {
  it('is made when the method begins to need one, and removed when it no longer does', async () => {
    const { client } = await create({ ...web, token_endpoint_auth_method: 'none' });
    const { client_id } = client;
    const begun = await bench.service.patch(client_id, 1, { token_endpoint_auth_method: null }, admin);
    expect(begun.client.secrets).toMatchObject([{ secret_hash: hashToken(begun.client_secret!) }]);
    const ended = await bench.service.patch(client_id, 2, { token_endpoint_auth_method: 'none' }, admin);
    expect(ended).toMatchObject({ client: { secrets: [] } });
    expect(ended.client_secret).toBeUndefined();
    expect(await eventsOf(client_id)).toEqual(
      expect.arrayContaining(['client.secret_issued', 'client.secrets_removed']),
    );
  });

  it('stays when one such method takes the place of another', async () => {
    const { client } = await create();
    const changed = await bench.service.patch(
      client.client_id,
      1,
      { token_endpoint_auth_method: 'client_secret_post' },
      admin,
    );
    expect(changed.client_secret).toBeUndefined();
    expect(changed.client.secrets).toEqual(client.secrets);
  });
});

describe('rotating a secret', () => {
  it('leaves the old one valid until it is retired', async () => {
    const { client, client_secret: first } = await create();
    const { client_id } = client;
    const { client: after, client_secret: second } = await bench.service.rotateSecret(client_id, 1, admin);
    expect(after.secrets.map(({ secret_hash }) => secret_hash)).toEqual([
      hashToken(first!),
      hashToken(second),
    ]);
    const retired = await bench.service.retireSecret(client_id, after.secrets[0]!.id, 2, admin);
    expect(retired.secrets).toMatchObject([{ expires_at: bench.clock.now() }, { expires_at: null }]);
    expect(bench.registry.find(client_id)).toEqual(retired);
    expect(await eventsOf(client_id)).toEqual([
      'client.created',
      'client.secret_rotated',
      'client.secret_retired',
    ]);
  });

  it('a third time is refused while two are valid, naming the one to retire', async () => {
    const { client } = await create();
    const { client_id } = client;
    await bench.service.rotateSecret(client_id, undefined, admin);
    const third = bench.service.rotateSecret(client_id, undefined, admin);
    await expect(third).rejects.toThrow(client.secrets[0]!.id);
    await expect(third).rejects.toMatchObject({ reason: 'two_secrets' });
    await bench.service.retireSecret(client_id, client.secrets[0]!.id, undefined, admin);
    const { client: after } = await bench.service.rotateSecret(client_id, undefined, admin);
    expect(after.secrets).toHaveLength(2);
  });

  it('ten times at once, on two processes, makes one new secret', async () => {
    const { client } = await create();
    const attempts = Array.from({ length: 10 }, (_, n) =>
      (n % 2 ? bench : other).service.rotateSecret(client.client_id, undefined, admin),
    );
    const settled = await Promise.allSettled(attempts);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await bench.service.get(client.client_id)).secrets).toHaveLength(2);
  });

  it('is refused to a client that has none', async () => {
    const { client } = await create({ ...web, token_endpoint_auth_method: 'none' });
    await expect(bench.service.rotateSecret(client.client_id, 1, admin)).rejects.toMatchObject({
      reason: 'no_secret_method',
    });
  });
});

describe('retiring a secret', () => {
  it('is refused for the only valid one', async () => {
    const { client } = await create();
    const retire = bench.service.retireSecret(client.client_id, client.secrets[0]!.id, 1, admin);
    await expect(retire).rejects.toThrow(ClientConflict);
  });

  it('is refused for one that is not this client’s, or not valid', async () => {
    const { client } = await create();
    const { client: stranger } = await create();
    const { client_id } = client;
    await bench.service.rotateSecret(client_id, undefined, admin);
    const retire = (id: string) => bench.service.retireSecret(client_id, id, undefined, admin);
    await expect(retire(stranger.secrets[0]!.id)).rejects.toThrow(SecretNotFound);
    await retire(client.secrets[0]!.id);
    await expect(retire(client.secrets[0]!.id)).rejects.toThrow(SecretNotFound);
  });
});

describe('ending', () => {
  it('a client takes its secrets along, and every process forgets it', async () => {
    const { client } = await create();
    const { client_id } = client;
    await expect.poll(() => other.registry.find(client_id), { timeout: 2000 }).toBeDefined();
    await bench.service.delete(client_id, 1, admin);
    expect(bench.registry.find(client_id)).toBeUndefined();
    await expect.poll(() => other.registry.find(client_id), { timeout: 2000 }).toBeUndefined();
    const sql = 'SELECT id FROM client_secrets WHERE client_id = ?';
    expect(await bench.store.database.rows(sql, [client_id])).toEqual([]);
    expect(await eventsOf(client_id)).toEqual(['client.created', 'client.deleted']);
  });

  it('a client leaves its client_id free to be declared again', async () => {
    const choose = () => bench.service.create(web, admin, { client_id: 'again' });
    await choose();
    await bench.service.delete('again', 1, admin);
    const { client } = await choose();
    expect(bench.registry.find('again')).toEqual(client);
    await expect.poll(() => other.registry.find('again'), { timeout: 2000 }).toEqual(client);
  });

  it('machine tokens gives the client another grant', async () => {
    const { client } = await create();
    const after = await bench.service.endMachineTokens(client.client_id, admin);
    expect(after.machine_grant_id).toMatch(/^[\w-]{43}$/);
    expect(after.machine_grant_id).not.toBe(client.machine_grant_id);
    expect(bench.registry.find(client.client_id)).toEqual(after);
  });
});

describe('the origins that may call', () => {
  const origin = 'https://pages.client.example';

  it('are those of enabled clients, from the change on', async () => {
    expect(bench.registry.originAllowed(origin)).toBe(false);
    const { client } = await create({ ...web, allowed_origins: [origin] });
    const { client_id } = client;
    expect(bench.registry.originAllowed(origin)).toBe(true);
    await expect.poll(() => other.registry.originAllowed(origin), { timeout: 2000 }).toBe(true);
    await bench.service.setStatus(client_id, undefined, 'disabled', admin);
    expect(bench.registry.originAllowed(origin)).toBe(false);
    await bench.service.setStatus(client_id, undefined, 'enabled', admin);
    expect(bench.registry.originAllowed(origin)).toBe(true);
    await bench.service.delete(client_id, undefined, admin);
    expect(bench.registry.originAllowed(origin)).toBe(false);
  });

  it('no longer hold the one that a client gave up', async () => {
    const { client } = await create({ ...web, allowed_origins: [origin] });
    await bench.service.patch(client.client_id, undefined, { allowed_origins: [] }, admin);
    expect(bench.registry.originAllowed(origin)).toBe(false);
    expect(bench.registry.originAllowed('https://client.example')).toBe(true);
  });
});
