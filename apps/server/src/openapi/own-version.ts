import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The version in our package.json, which is above this file wherever it was compiled to. */
export function ownVersion(): string {
  for (
    let folder = dirname(fileURLToPath(import.meta.url));
    folder !== dirname(folder);
    folder = dirname(folder)
  ) {
    const version = versionIn(join(folder, 'package.json'));
    if (version !== undefined) return version;
  }
  throw new Error('no package.json above this file');
}

function versionIn(file: string): string | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).version;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
