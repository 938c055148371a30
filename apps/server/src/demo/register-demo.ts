import 'reflect-metadata';
import { ConfigurationError, loadConfigurationFromProcess } from '#libs/config';
import { readSettings, SettingsError } from '../../../demo/src/settings.js';
import { NoDemoHere, registerDemoClients } from './register-demo-clients.js';

/** Runs before the demo, as the same user and with the same configuration as the server. */
async function main(): Promise<void> {
  await registerDemoClients(loadConfigurationFromProcess(), readSettings());
}

main().catch((error) => {
  const plain = [ConfigurationError, NoDemoHere, SettingsError].some((known) => error instanceof known);
  process.stderr.write(`${plain ? error.message : (error.stack ?? error)}\n`);
  process.exitCode = 1;
});
