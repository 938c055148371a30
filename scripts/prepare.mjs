// Makes the clone ready: installs what is missing, builds what is older than its sources. Plain Node, no
// dependencies, and quick when there is nothing to do. Run alone it prepares what the tests need;
// with --built, what the tests in a browser need: they look at the console as Vite built it.
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { alone } from './alone.mjs';
import { build, COMPILER, isBuilt, ROOT } from './build.mjs';
import { requireNode } from './require-node.mjs';
import { run } from './run.mjs';

/** Clients that others wrote: only tests need them, so nobody waits for them at a start. */
const INTEROP = join(ROOT, 'test', 'interop');

export async function prepareTests() {
  requireNode();
  const folders = [ROOT, INTEROP];
  if (folders.every(isInstalled)) return;
  await alone(async (owns) => {
    for (const folder of folders) if (!isInstalled(folder)) await install(folder, owns);
  });
}

export async function prepareBuild() {
  requireNode();
  if (isInstalled(ROOT) && isBuilt()) return;
  await alone(async (owns) => {
    if (!isInstalled(ROOT)) await install(ROOT, owns);
    if (isBuilt()) return;
    if (!existsSync(COMPILER)) await install(ROOT, owns);
    console.log('Building …');
    await build(owns);
  });
}

function isInstalled(folder) {
  const installed = statSync(installedMark(folder), { throwIfNoEntry: false });
  return installed !== undefined && installed.mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs;
}

/** npm writes this file last, so it stands for an installation that was finished. */
function installedMark(folder) {
  return join(folder, 'node_modules', '.package-lock.json');
}

/** No package needs an install script, so none is run. */
async function install(folder, owns) {
  console.log(
    `Installing the dependencies${folder === ROOT ? '' : ' of the interoperation tests'} (npm ci) …`,
  );
  rmSync(installedMark(folder), { force: true });
  const flags = ['--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath ?? '';
  const quietly = { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], owns };
  if (npm.endsWith('npm-cli.js')) await run(process.execPath, [npm, 'ci', ...flags], quietly);
  else await run('npm', ['ci', ...flags], { ...quietly, shell: process.platform === 'win32' });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await prepareTests();
  if (process.argv.includes('--built')) await prepareBuild();
}
