import type { Type } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AuditModule, AuditTrail } from '#libs/audit';
import { Clock } from '#libs/clock';
import { AccessSettings, ClientSettings, Issuer, SetUpSettings } from '#libs/config';
import { OutboundClient } from '#libs/outbound';
import { Vault } from '#libs/secrets';
import { ChangeFeed, Database, Sweeper } from '#libs/storage';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { ClientsModule } from '../src/clients.module.js';
import { ClientRegistry, ClientService, ManagementClient } from '../src/index.js';
import { oauthErrors } from './oauth-errors.js';
import { TestClock } from './test-clock.js';

export interface BenchOptions {
  /** One that another bench opened: then this one is a second process on it. */
  readonly database?: TestDatabase;
  readonly clock?: TestClock;
  readonly setUp?: SetUpSettings;
  /** The current one first. */
  readonly encryptionKeys?: readonly string[];
  readonly controllers?: Type[];
  /** What the URLs of others serve. */
  readonly getJson?: (url: string) => Promise<unknown>;
}

/** What the application provides to every module. */
class Surroundings {}

const nothingThere = async () => {
  throw new Error('nothing is fetched in this test');
};

/** `ClientsModule` as one server process has it. */
export async function openClientBench(options: BenchOptions = {}) {
  const store = await (options.database === undefined ? openTestDatabase() : options.database.again());
  const clock = options.clock ?? new TestClock();
  const providers = [
    { provide: Database, useValue: store.database },
    { provide: ChangeFeed, useValue: store.changeFeed },
    { provide: Sweeper, useValue: new Sweeper(store.lease) },
    { provide: Clock, useValue: clock },
    { provide: AccessSettings, useValue: new AccessSettings() },
    { provide: ClientSettings, useValue: new ClientSettings({ private_use_schemes: [] }) },
    { provide: SetUpSettings, useValue: options.setUp ?? new SetUpSettings() },
    { provide: Issuer, useValue: new Issuer({ url: 'https://id.example/op' }) },
    { provide: Vault, useValue: new Vault(options.encryptionKeys ?? ['k'.repeat(43)]) },
    { provide: OutboundClient, useValue: { getJson: options.getJson ?? nothingThere } },
  ];
  const surroundings = { module: Surroundings, global: true, providers, exports: providers };
  const module = await Test.createTestingModule({
    imports: [surroundings, AuditModule, ClientsModule],
    controllers: options.controllers ?? [],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), {
    bodyParser: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  const raw = (_: unknown, body: unknown, done: (error: null, body: unknown) => void) => done(null, body);
  fastify.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, raw);
  app.useGlobalFilters(oauthErrors);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    store,
    clock,
    app,
    registry: module.get(ClientRegistry),
    service: module.get(ClientService),
    management: module.get(ManagementClient, { strict: false }),
    audit: module.get(AuditTrail, { strict: false }),
    close: async () => {
      await app.close();
      await store.close();
    },
  };
}

export type ClientBench = Awaited<ReturnType<typeof openClientBench>>;
