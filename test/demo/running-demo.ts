import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClientRegistry } from '#libs/clients';
import { loadConfiguration } from '#libs/config';
import { createDemo } from '../../apps/demo/src/create-demo.js';
import { readRegistration } from '../../apps/demo/src/registration.js';
import { readSettings } from '../../apps/demo/src/settings.js';
import { APPLICATION, BROWSER_PAGE } from '../../apps/server/src/demo/demo-clients.js';
import { registerDemoClients } from '../../apps/server/src/demo/register-demo-clients.js';
import { freshDatabaseUrl } from '../support/database-url.js';
import { ENCRYPTION_KEY, freePort, startPortico, type TestPortico } from '../support/portico.js';

/** The demo beside a running Portico, as `npm start` and then `npm run demo` leave them. */
export interface RunningDemo {
  readonly portico: TestPortico;
  /** The demo's origin. */
  readonly url: string;
  /** Milliseconds from the registration until the server that was running knew of it. */
  readonly known_after_ms: number;
  close(): Promise<void>;
}

export async function startDemoBesidePortico(): Promise<RunningDemo> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-demo-'));
  const database = await freshDatabaseUrl();
  const portico = await startPortico({ PORTICO_DATABASE_URL: database.url });

  const settings = readSettings({
    DEMO_PORT: String(await freePort()),
    DEMO_CLIENT_FILE: join(folder, 'demo-client.json'),
  });
  const configuration = loadConfiguration({
    PORTICO_ISSUER: portico.url,
    PORTICO_DATABASE_URL: database.url,
    PORTICO_DATA_DIR: folder,
    PORTICO_ENCRYPTION_KEY: ENCRYPTION_KEY,
  });
  await registerDemoClients(configuration, settings);
  const known_after_ms = await whenKnown(portico.get(ClientRegistry));

  const { app, provider } = await createDemo(settings, await readRegistration(settings.clientFile));
  await app.listen({ host: settings.host, port: settings.port });
  await provider.look();
  return {
    portico,
    url: settings.origin,
    known_after_ms,
    close: async () => {
      await app.close();
      await portico.close();
      await database.remove();
      rmSync(folder, { recursive: true });
    },
  };
}

async function whenKnown(registry: ClientRegistry): Promise<number> {
  const since = Date.now();
  while (!registry.find(APPLICATION) || !registry.find(BROWSER_PAGE)) {
    if (Date.now() - since > 5_000) throw new Error('the running server was not told of the demo');
    await new Promise((done) => setTimeout(done, 10));
  }
  return Date.now() - since;
}
