import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSource, type SourceFile } from './source-file.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NOT_OURS: readonly string[] = ['node_modules', 'dist', 'coverage'];

/** Every file below a folder of the repository, or only in it; from the root, with `/` between. */
export function filesIn(folder: string, { deep = true } = {}): readonly string[] {
  return readdirSync(ROOT + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return deep && !NOT_OURS.includes(entry.name) ? filesIn(path) : [];
  });
}

export function readSources(paths: readonly string[]): readonly SourceFile[] {
  return paths
    .filter((path) => /\.[cm]?tsx?$/.test(path))
    .map((path) => parseSource(path, readFileSync(ROOT + path, 'utf8')));
}
