import { Test } from '@nestjs/testing';
import { describe, expect, it, vi } from 'vitest';
import { ClockModule } from '#libs/clock';
import { ConfigModule, loadConfiguration } from '#libs/config';
import { Database, StorageModule, Sweeper } from '#libs/storage';
import { freshDatabaseUrl } from '../../../test/support/database-url.js';
import { allEntities } from '../../../test/support/entities.js';
import { AuditModule } from './audit.module.js';
import { Refusals } from './refusals.js';

const start = async (url: string) => {
  const env = {
    PORTICO_DATABASE_URL: url,
    PORTICO_ENCRYPTION_KEY: 'a key that was made for these tests only',
  };
  const imports = [
    ConfigModule.register(loadConfiguration(env)),
    ClockModule,
    StorageModule.register({ entities: allEntities }),
    AuditModule,
  ];
  return (await Test.createTestingModule({ imports }).compile()).init();
};

describe('Shutdown', () => {
  it('writes what waits, also what came while the server was closing, before the database closes', async () => {
    const { url, remove } = await freshDatabaseUrl();
    const first = await start(url);
    const before = first.get(Refusals).note({ error: 'a', description: 'a', endpoint: '/' });
    const { beforeApplicationShutdown } = Refusals.prototype;
    let during = '';
    first.get(Refusals).beforeApplicationShutdown = async function (this: Refusals) {
      await beforeApplicationShutdown.call(this);
      during = this.note({ error: 'b', description: 'b', endpoint: '/' });
    };
    await first.close();

    const second = await start(url);
    const rows = await second.get(Database).rows<{ reference: string }>('SELECT reference FROM refusals');
    expect(rows.map(({ reference }) => reference).sort()).toEqual([before, during].sort());
    await second.close();
    await remove();
  });
});

describe('The sweep', () => {
  it('removes old refusals', async () => {
    const { url, remove } = await freshDatabaseUrl();
    const app = await start(url);
    const removeExpired = vi.spyOn(app.get(Refusals), 'removeExpired');
    await app.get(Sweeper).sweep();
    expect(removeExpired).toHaveBeenCalledWith(expect.any(Number));
    await app.close();
    await remove();
  });
});
