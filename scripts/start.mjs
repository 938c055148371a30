// Prepares the clone, then becomes the application: one process, so that signals and the exit code are its own.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIST } from './build.mjs';
import { prepareBuild } from './prepare.mjs';

await prepareBuild();
if (process.env.npm_lifecycle_event) stopWithParent();
await import(
  pathToFileURL(join(DIST, 'apps', process.argv[2], 'src', `${process.argv[3] ?? 'main'}.js`)).href
);

/** npm passes SIGTERM on to a shell, which may die of it without telling the process that it runs. */
function stopWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}
