import 'reflect-metadata';
import { loadConfigurationFromProcess, StartRefused } from '#libs/config';
import { announce } from './announce.js';
import { createApp } from './create-app.js';
import { stopOnSignals } from './stop-on-signals.js';

/** Starts the server: configuration, application, listen. */
async function main(): Promise<void> {
  const configuration = loadConfigurationFromProcess();
  const app = await createApp(configuration);
  stopOnSignals(app);
  await app.listen(configuration.http.port, configuration.http.host);
  await announce(app, configuration);
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
