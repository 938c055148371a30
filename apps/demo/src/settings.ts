import { join, resolve } from 'node:path';

/** Where the demo runs, and where it finds what Portico registered it as. */
export interface DemoSettings {
  readonly host: string;
  readonly port: number;
  /** Its own address, as the browser sees it; its redirect URIs begin with it. */
  readonly origin: string;
  /** Written by the registration, readable only by the same user. */
  readonly clientFile: string;
}

/** A setting has a value that can't be used; the message says which, and what would do. */
export class SettingsError extends Error {}

/** The only place of the demo that reads the environment. */
export function readSettings(environment = process.env): DemoSettings {
  const port = readPort(environment.DEMO_PORT || '4010');
  const directory = environment.PORTICO_DATA_DIR || './data';
  return {
    host: environment.DEMO_HOST || 'localhost',
    port,
    origin: `http://localhost:${port}`,
    clientFile: resolve(environment.DEMO_CLIENT_FILE || join(directory, 'demo-client.json')),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new SettingsError('DEMO_PORT must be a number from 1 to 65535');
}
