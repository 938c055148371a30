import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DemoCredentials } from './demo-registration.js';

/** The secret that the demo was told last; undefined when the file is lost, damaged, or for another provider. */
export async function readKnownSecret(file: string, issuer: string): Promise<string | undefined> {
  try {
    const credentials = JSON.parse(await readFile(file, 'utf8'));
    const { client_secret } = credentials;
    return credentials.issuer === issuer && typeof client_secret === 'string' ? client_secret : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** For this user's eyes only, and never half written. */
export async function writeCredentials(file: string, credentials: DemoCredentials): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, `${JSON.stringify(credentials, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}
