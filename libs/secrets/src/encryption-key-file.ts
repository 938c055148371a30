import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Logger } from '@nestjs/common';
import { StartRefused } from '#libs/config';
import { randomToken } from './random-token.js';

const logger = new Logger('EncryptionKey');

/**
 * The encryption key of an embedded database: read from its file, which is made (mode 0600) when there is none.
 * Processes that start together on an empty directory end with one key.
 *
 * @throws Error when everybody may read the file or it holds no key; the message names the file, not the key.
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
    checkMode(file, (await handle.stat()).mode);
    const key = (await handle.readFile('utf8')).trim();
    if (!key)
      throw new StartRefused(
        `${file} is empty; restore it from a backup, or remove it if nothing was stored yet`,
      );
    return key;
  } finally {
    await handle.close();
  }
}

/**
 * Everybody is too many. The group is only warned of: Kubernetes opens every file of a volume to `fsGroup`, each time
 * it mounts it, so that a refusal could not be mended.
 */
function checkMode(file: string, mode: number): void {
  if (process.platform === 'win32') return; // its modes say nothing
  if (mode & 0o007)
    throw new StartRefused(`${file} can be read or changed by everybody; run: chmod 600 ${file}`);
  if (mode & 0o070) logger.warn(`${file} can be read or changed by its group; chmod 600 is better`);
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
  if (!key) throw new StartRefused(`${file} could not be made`);
  return key;
}
