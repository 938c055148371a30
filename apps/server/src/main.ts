import 'reflect-metadata';
import cluster from 'node:cluster';
import { loadConfigurationFromProcess, StartRefused } from '#libs/config';

/** Starts the server; where there are to be several, the process that supervises them, which loads nothing else. */
async function main(): Promise<void> {
  const configuration = loadConfigurationFromProcess();
  if (cluster.isPrimary && configuration.database.workers > 1) {
    const { supervise } = await import('./workers/supervise.js');
    await supervise(configuration);
  } else {
    const { serve } = await import('./serve.js');
    await serve(configuration);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${whyNotStarted(error)}\n`);
  process.exit(1);
});

/** What an operator can put right is said in words; only the rest needs a stack. */
function whyNotStarted(error: unknown): string {
  if (!(error instanceof Error)) return `Portico could not start: ${String(error)}`;
  if (error instanceof StartRefused) return `Portico could not start: ${error.message}`;
  if ('code' in error && error.code === 'EADDRINUSE') {
    return 'Portico could not start: the port is in use. Set PORTICO_PORT to another one.';
  }
  return `Portico could not start: ${error.message}\n${error.stack ?? ''}`;
}
