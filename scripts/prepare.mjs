// Makes the clone ready: installs what is missing, builds what is older than its sources. Plain Node, no
// dependencies, and quick when there is nothing to do. Run alone it prepares the dependencies only.
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { alone } from './alone.mjs';
import { build, COMPILER, isBuilt, ROOT } from './build.mjs';
import { requireNode } from './require-node.mjs';
import { run } from './run.mjs';

const LOCK = join(ROOT, 'package-lock.json');
/** npm writes this file last, so it stands for an installation that was finished. */
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');

export async function prepareDependencies() {
  requireNode();
  if (isInstalled()) return;
  await alone(async (owns) => {
    if (!isInstalled()) await install(owns);
  });
}

export async function prepareBuild() {
  requireNode();
  if (isInstalled() && isBuilt()) return;
  await alone(async (owns) => {
    if (!isInstalled()) await install(owns);
    if (isBuilt()) return;
    if (!existsSync(COMPILER)) await install(owns);
    console.log('Building …');
    await build(owns);
  });
}

function isInstalled() {
  if (!existsSync(INSTALLED)) return false;
  return statSync(INSTALLED).mtimeMs >= statSync(LOCK).mtimeMs;
}

/** No package needs an install script, so none is run. */
async function install(owns) {
  console.log('Installing the dependencies (npm ci) …');
  rmSync(INSTALLED, { force: true });
  const flags = ['--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath ?? '';
  const quietly = { stdio: ['ignore', 'ignore', 'inherit'], owns };
  if (npm.endsWith('npm-cli.js')) await run(process.execPath, [npm, 'ci', ...flags], quietly);
  else await run('npm', ['ci', ...flags], { ...quietly, shell: process.platform === 'win32' });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await prepareDependencies();
