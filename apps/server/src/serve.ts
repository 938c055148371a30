import cluster from 'node:cluster';
import type { Configuration } from '#libs/config';
import { announce } from './announce.js';
import { createApp } from './create-app.js';
import { stopOnSignals } from './stop-on-signals.js';
import { join } from './workers/join.js';
import type { WorkerMessage } from './workers/messages.js';
import { obeySupervisor } from './workers/obey-supervisor.js';

/** Serves in this process: application, listen. Of the workers of a machine the first announces that Portico is ready. */
export async function serve(configuration: Configuration): Promise<void> {
  const { worker } = cluster;
  const app = await createApp(configuration);
  const announces = worker ? (await join(app, worker)).announces : true;
  if (worker) obeySupervisor(app);
  else stopOnSignals(app);
  await app.listen(configuration.http.port, configuration.http.host);
  if (announces) await announce(app, configuration);
  worker?.send({ says: 'serves' } satisfies WorkerMessage);
}
