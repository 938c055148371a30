// Writes the types of the admin API for the console, from the document that the built server generates of itself.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { DIST, ROOT } from './build.mjs';
import { prepareBuild } from './prepare.mjs';

await prepareBuild();
const built = (path) => import(pathToFileURL(join(DIST, path)).href);
const data = mkdtempSync(join(tmpdir(), 'portico-types-'));
try {
  await import('reflect-metadata');
  const { loadConfiguration } = await built('libs/config/src/index.js');
  const { createApp } = await built('apps/server/src/create-app.js');
  const { buildDocument } = await built('apps/server/src/openapi/index.js');
  const configuration = loadConfiguration({ PORTICO_DATA_DIR: data, PORTICO_LOG_LEVEL: 'error' });
  const app = await createApp(configuration);
  const types = astToString(await openapiTS(buildDocument(app, configuration.issuer)));
  writeFileSync(join(ROOT, 'apps', 'console', 'src', 'api', 'schema.gen.d.ts'), types);
  await app.close();
} finally {
  rmSync(data, { recursive: true, force: true });
}
