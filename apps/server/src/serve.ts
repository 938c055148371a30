import cluster from 'node:cluster';
import type { Configuration } from '#libs/config';
import { announce } from './announce.js';
import { createApp } from './create-app.js';
import { stopOnSignals } from './stop-on-signals.js';
import { obeySupervisor } from './workers/obey-supervisor.js';
import { READY } from './workers/worker-process.js';

/** Serves in this process: application, listen. Of the workers of a machine the first announces that Portico is ready. */
export async function serve(configuration: Configuration): Promise<void> {
  const { worker } = cluster;
  const app = await createApp(configuration);
  if (worker) obeySupervisor(app);
  else stopOnSignals(app);
  await app.listen(configuration.http.port, configuration.http.host);
  worker?.send(READY);
  if (!worker || worker.id === 1) await announce(app, configuration);
}
