// Builds Portico and its benchmark, then measures: `npm run bench -- --help` is in test/bench/options.ts.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { COMPILER, DIST, ROOT } from './build.mjs';
import { prepareBuild } from './prepare.mjs';
import { run } from './run.mjs';

await prepareBuild();
await run(process.execPath, [COMPILER, '-p', join(ROOT, 'test', 'bench', 'tsconfig.json')], {
  stdio: 'inherit',
});
await import(pathToFileURL(join(DIST, 'test', 'bench', 'main.js')).href);
