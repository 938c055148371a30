import { createDemo } from './create-demo.js';
import { NotRegistered, readRegistration } from './registration.js';
import { type DemoSettings, readSettings, SettingsError } from './settings.js';

/** Starts the demo, says where it is, and stops it cleanly. */
async function main(): Promise<void> {
  const settings = readSettings();
  const registration = await readRegistration(settings.clientFile);
  const { app, provider } = await createDemo(settings, registration);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.close());
  await listen(app, settings);
  console.log(`Demo application: ${settings.origin} (Sign in with the account you made at set-up.)`);
  await provider.look();
  if (provider.reachability !== 'ready') {
    console.log(`Waiting for Portico at ${provider.issuer}. Start it in another terminal: npm start`);
  }
}

async function listen(app: { listen(at: object): Promise<unknown> }, { host, port }: DemoSettings) {
  await app.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new SettingsError(
      `Port ${port} is in use. Does the demo run already? Another one can be given: DEMO_PORT=4011 npm run demo`,
    );
  });
}

main().catch((error) => {
  const plain = error instanceof NotRegistered || error instanceof SettingsError;
  console.error(plain ? error.message : error);
  process.exitCode = 1;
});
