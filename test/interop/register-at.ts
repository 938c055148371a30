import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestPortico } from '../support/portico.js';

/** Where the applications of the documentation are; the tests put them elsewhere. */
const DOCUMENTED_ORIGIN = 'http://localhost:8000';

/** What an application is started with, as its administrator would write it. */
export interface ApplicationSettings {
  readonly client_id: string;
  readonly client_secret: string;
}

/** Registers the client that `folder/registration.json` describes, at this origin, as the documentation says: by the admin API. */
export async function registerAt(
  portico: TestPortico,
  folder: string,
  origin: string,
): Promise<ApplicationSettings> {
  const documented = readFileSync(
    fileURLToPath(new URL(`${folder}/registration.json`, import.meta.url)),
    'utf8',
  );
  const registration = JSON.parse(documented.replaceAll(DOCUMENTED_ORIGIN, origin));
  const { client_id, client_secret } = await portico.admin.call<Partial<ApplicationSettings>>(
    'POST',
    '/clients',
    registration,
  );
  return { client_id: String(client_id), client_secret: client_secret ?? '' };
}
