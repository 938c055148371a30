// `npm run bench`: what Portico costs beside the floor and a peer. The method is in docs/benchmark.md.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasMariaDb, sqliteFiles, startMariaDb } from './database-server.js';
import { measureEngine } from './measure/measure-engine.js';
import type { EngineResult } from './measure/results.js';
import { type Engine, type Options, parseOptions, USAGE } from './options.js';
import { aboveCeilings, readCeilings } from './report/ceilings.js';
import { machine } from './report/machine.js';
import { tableOf } from './report/table.js';
import { writeReport } from './report/write-report.js';

/** Compiled, this file is in dist/test/bench. */
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

async function measure(engine: Engine, options: Options): Promise<EngineResult> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-bench-'));
  const database = engine === 'mariadb' ? await startMariaDb(folder) : sqliteFiles(folder);
  try {
    return await measureEngine(engine, { database, folder, root: ROOT, options });
  } finally {
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}

async function main(options: Options): Promise<void> {
  const before = machine();
  const engines: EngineResult[] = [];
  for (const engine of options.engines) {
    if (engine === 'mariadb' && !hasMariaDb()) {
      console.log('There is no mariadbd here: SQLite only.');
      continue;
    }
    const result = await measure(engine, options);
    console.log(`\n${result.description}\n\n${tableOf(result)}\n`);
    engines.push(result);
  }
  if (options.write) {
    const { rounds, concurrency, scale } = options;
    const found = { before, load_after: Math.round((loadavg()[0] ?? 0) * 10) / 10, engines };
    const report = { measured_at: new Date().toISOString(), commit: commit(), ...found };
    writeReport({ ...report, options: { rounds, concurrency, scale } }, ROOT);
  }
  if (!options.check) return;
  const complaints = engines.flatMap((result) => aboveCeilings(result, readCeilings(ROOT)));
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length > 0) process.exitCode = 1;
}

/** Undefined when they can't be read; then it has been said why. */
function readOptions(): Options | undefined {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    return undefined;
  }
}

const options = readOptions();
if (options) await main(options);
else process.exitCode = 1;
