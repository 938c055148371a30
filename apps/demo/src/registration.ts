import { readFile } from 'node:fs/promises';

/** What the demo is registered as at its provider. */
export interface Registration {
  readonly issuer: string;
  /** The confidential client of the application itself. */
  readonly client_id: string;
  readonly client_secret: string;
  /** The public client of the browser page. */
  readonly browser_client_id: string;
}

/** There is no usable registration; the message says what to do. */
export class NotRegistered extends Error {}

/** @throws NotRegistered */
export async function readRegistration(file: string): Promise<Registration> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') {
      throw new NotRegistered(
        `The demo isn’t registered yet: there is no ${file}. Start it with: npm run demo`,
      );
    }
    throw error;
  });
  const found = parse(text);
  if (!found) {
    throw new NotRegistered(`${file} can’t be used. Remove it, and start the demo again with: npm run demo`);
  }
  return found;
}

function parse(text: string): Registration | undefined {
  try {
    const { issuer, client_id, client_secret, browser_client_id } = JSON.parse(text);
    const fields = [issuer, client_id, client_secret, browser_client_id];
    if (!fields.every((field) => typeof field === 'string' && field !== '')) return undefined;
    return { issuer: new URL(issuer) && issuer, client_id, client_secret, browser_client_id };
  } catch {
    return undefined;
  }
}
