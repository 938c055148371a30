import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Below the folder that holds our package.json, wherever this file was compiled to. */
const BUILT = join('dist', 'console');

/** The folder into which Vite built the console; undefined when it wasn't built. */
export function consoleFolder(): string | undefined {
  for (
    let folder = dirname(fileURLToPath(import.meta.url));
    folder !== dirname(folder);
    folder = dirname(folder)
  ) {
    if (existsSync(join(folder, BUILT, 'index.html'))) return join(folder, BUILT);
  }
  return undefined;
}

/**
 * The console's one page for one answer: its addresses are relative to `base`, and only styles with `nonce` apply.
 * @param template as Vite built it
 */
export function consolePage(template: string, base: string, nonce: string): string {
  return template.replaceAll('%BASE%', `${base}/admin/`).replaceAll('%NONCE%', nonce);
}

export function consoleTemplate(folder: string): string {
  return readFileSync(join(folder, 'index.html'), 'utf8');
}
