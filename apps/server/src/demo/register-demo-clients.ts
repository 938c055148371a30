import { existsSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import type { Configuration } from '#libs/config';
import { Lease } from '#libs/storage';
import { readKnownSecret, writeCredentials } from './credentials-file.js';
import { DemoRegistration } from './demo-registration.js';
import { DemoRegistrationModule } from './demo-registration.module.js';

/** The demo can't be registered here; the message says what to do. */
export class NoDemoHere extends Error {}

/** Where the demo will be, and where it looks for what it is told. */
export interface DemoPlace {
  readonly origin: string;
  readonly clientFile: string;
}

/**
 * Registers the demo in the database of this configuration, and hands it its credentials. A server that runs on the
 * database learns of it through the change feed.
 *
 * @throws NoDemoHere
 */
export async function registerDemoClients(configuration: Configuration, place: DemoPlace): Promise<void> {
  assertFitting(configuration);
  const context = await NestFactory.createApplicationContext(DemoRegistrationModule.with(configuration), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  try {
    await context.get(Lease).run('demo-registration', async () => {
      const known = await readKnownSecret(place.clientFile, configuration.issuer.url);
      const credentials = await context.get(DemoRegistration).register(place.origin, known);
      await writeCredentials(place.clientFile, credentials);
    });
  } finally {
    await context.close();
  }
}

const LOCAL = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whoever has a public Portico decides themselves which clients come back to an address on the person's own machine. */
function assertFitting({ issuer, database }: Configuration): void {
  if (!LOCAL.test(new URL(issuer.url).hostname)) {
    throw new NoDemoHere(
      `The demo registers itself only with a Portico on this machine, and this one is ${issuer.url}. ` +
        'Try it with a PORTICO_ISSUER on localhost and a PORTICO_DATA_DIR of its own.',
    );
  }
  const file = database.dialect === 'sqlite' ? database.url.slice('sqlite:'.length) : undefined;
  if (file !== undefined && !existsSync(file)) {
    throw new NoDemoHere(
      'Portico has never been started here. First run npm start, follow the link that it prints, and leave it ' +
        'running; then run npm run demo in another terminal.',
    );
  }
}
