import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigModule, loadConfiguration } from '#libs/config';
import { SecretsModule } from './secrets.module.js';
import { Vault } from './vault.js';

const KEY = 'a key that was made for these tests only';

describe('The vault at start', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'portico-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const start = async (env: Record<string, string> = {}) => {
    const configuration = loadConfiguration({ PORTICO_DATA_DIR: directory, ...env });
    const imports = [ConfigModule.register(configuration), SecretsModule];
    return (await Test.createTestingModule({ imports }).compile()).get(Vault);
  };

  it('uses the configured keys and makes no file', async () => {
    const vault = await start({ PORTICO_ENCRYPTION_KEY: KEY });
    expect(await new Vault([KEY]).open(await vault.seal('secret', 'test'), 'test')).toBe('secret');
    expect(await readdir(directory)).toEqual([]);
  });

  it('makes its own key beside an embedded database, and finds it again', async () => {
    const sealed = await (await start()).seal('secret', 'test');
    expect((await stat(join(directory, 'encryption.key'))).mode & 0o777).toBe(0o600);
    expect(await (await start()).open(sealed, 'test')).toBe('secret');
  });

  it('refuses to start on MySQL without a key, and says how to make one', async () => {
    const starting = start({ PORTICO_DATABASE_URL: 'mysql://portico:hunter2@db:3306/portico' });
    const message = await starting.catch((error: Error) => error.message);
    expect(message).toMatch(/PORTICO_ENCRYPTION_KEY is missing.*node -p/s);
    expect(message).not.toContain('hunter2');
    expect(await readdir(directory)).toEqual([]);
  });

  it('starts on MySQL with a key', async () => {
    const env = { PORTICO_DATABASE_URL: 'mysql://portico@db/portico', PORTICO_ENCRYPTION_KEY: KEY };
    await expect(start(env)).resolves.toBeInstanceOf(Vault);
  });
});
