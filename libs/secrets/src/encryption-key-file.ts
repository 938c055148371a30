import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomToken } from './random-token.js';

/**
 * The encryption key of an embedded database: read from its file, which is made (mode 0600) when there is none.
 * Processes that start together on an empty directory end with one key.
 *
 * @throws Error when others may read the file or it holds no key; the message names the file, not the key.
 */
export async function readOrCreateEncryptionKey(file: string): Promise<string> {
  return (await read(file)) ?? (await create(file));
}

async function read(file: string): Promise<string | undefined> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!handle) return undefined;
  try {
    const { mode } = await handle.stat();
    if (process.platform !== 'win32' && mode & 0o077) {
      throw new Error(`${file} can be read or changed by others; run: chmod 600 ${file}`);
    }
    const key = (await handle.readFile('utf8')).trim();
    if (!key)
      throw new Error(`${file} is empty; restore it from a backup, or remove it if nothing was stored yet`);
    return key;
  } finally {
    await handle.close();
  }
}

async function create(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  // Written beside and then linked: the link is exclusive, and nobody ever reads half a key.
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, `${randomToken()}\n`, { flag: 'wx', mode: 0o600, flush: true });
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  const key = await read(file);
  if (!key) throw new Error(`${file} could not be made`);
  return key;
}
