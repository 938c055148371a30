// Compiles everything into dist/, and remembers from which sources.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { run } from './run.mjs';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.built');
const SOURCES = ['apps', 'libs', 'ormconfig.ts', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
/** Absent when only the packages for production are installed. */
export const COMPILER = join(ROOT, 'node_modules', 'typescript7', 'bin', 'tsc');

/** Whether dist/ was made from the sources as they are now. */
export function isBuilt() {
  try {
    return readFileSync(STAMP, 'utf8') === fingerprint();
  } catch {
    return false;
  }
}

/** Of the web console. */
const BUNDLER = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');

/** Nothing of an older build stays, for a migration that is gone must not run. */
export function removeBuild() {
  rmSync(STAMP, { force: true });
  for (const name of ['apps', 'console', 'libs', 'ormconfig.js', 'ormconfig.js.map']) {
    rmSync(join(DIST, name), { recursive: true, force: true });
  }
}

/** The fingerprint is taken first and written last: an edit or a kill in between means another build. */
export async function build(owns) {
  const sources = fingerprint();
  removeBuild();
  await run(process.execPath, [COMPILER, '-p', join(ROOT, 'tsconfig.build.json')], {
    stdio: 'inherit',
    owns,
  });
  await run(process.execPath, [BUNDLER, 'build', join(ROOT, 'apps', 'console'), '--logLevel', 'warn'], {
    stdio: 'inherit',
    // Whoever builds: a test that does would otherwise make the console of React's development version.
    env: { ...process.env, NODE_ENV: 'production' },
    owns,
  });
  writeFileSync(STAMP, sources);
}

/** Path, size and time of change of every source file. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const name of SOURCES) add(join(ROOT, name), hash);
  return hash.digest('hex');
}

function add(path, hash) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    for (const name of readdirSync(path).sort()) if (!isTest(name)) add(join(path, name), hash);
  } else if (found) hash.update(`${path}\0${found.size}\0${found.mtimeMs}\0`);
}

function isTest(name) {
  return name.endsWith('.spec.ts') || name === 'node_modules';
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await build();
