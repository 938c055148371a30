import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineResult } from '../measure/results.js';
import type { Options } from '../options.js';
import type { Machine } from './machine.js';
import { plotOf } from './plot.js';
import { tableOf } from './table.js';

/** All that one run found. */
export interface Report {
  /** ISO 8601. */
  readonly measured_at: string;
  /** The commit that was measured. */
  readonly commit: string;
  readonly before: Machine;
  readonly load_after: number;
  readonly options: Pick<Options, 'rounds' | 'concurrency' | 'scale'>;
  readonly engines: readonly EngineResult[];
}

/** Writes `docs/benchmark/report.md`, its plots, and the numbers as JSON. */
export function writeReport(report: Report, root: string): void {
  const folder = join(root, 'docs/benchmark');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'report.json'), written(report));
  for (const result of report.engines) writeFileSync(join(folder, `${result.engine}.svg`), plotOf(result));
  writeFileSync(join(folder, 'report.md'), markdown(report));
}

/** As the formatter has it: a list of numbers in one line. */
function written(report: Report): string {
  const lists = /\[\n\s+([^[\]{}]+?)\n\s+\]/g;
  const inOneLine = (_: string, items: string) => `[${items.replaceAll(/\s+/g, ' ')}]`;
  return `${JSON.stringify(report, null, 2).replaceAll(lists, inOneLine)}\n`;
}

function markdown({ measured_at, commit, before, load_after, options, engines }: Report): string {
  return `# Benchmark: report

Written by \`npm run bench -- --write\`; how it measures and what the rows mean is in [the method](../benchmark.md).

- Measured ${measured_at.slice(0, 10)}, commit ${commit}.
- ${before.cores} × ${before.cpu}, ${before.memory_gb} GB; ${before.kernel}; Node ${before.node}.
- ${options.rounds} rounds, ${options.concurrency} flows at once; the number of flows × ${options.scale}.
- Load of the machine in the minute before: ${before.load}; at the end: ${load_after}. On a machine that does other
  work too, flows/s and latencies are noise; CPU time per flow is less so, and the ratios of one run least.
${engines.map(section).join('')}`;
}

function section(result: EngineResult): string {
  return `
## ${result.description}

${tableOf(result)}
${hashLine(result)}${saturationLine(result)}
![CPU per flow](${result.engine}.svg)
`;
}

function hashLine({ hash_ms, works }: EngineResult): string {
  const portico = works.find(({ work }) => work === 'password')?.costs['portico'];
  if (hash_ms === undefined || !portico) return '';
  const rest = (portico.total_ms - hash_ms).toFixed(2);
  return `\nOf g, the hash itself takes ${hash_ms.toFixed(2)} ms; everything but the hash takes Portico ${rest} ms.\n`;
}

function saturationLine({ saturation }: EngineResult): string {
  if (!saturation) return '';
  const { flows_per_second, idle_p99_ms, saturated_p99_ms, sign_ins } = saturation;
  return `
While sign-ins keep the pool that hashes passwords full (${sign_ins} of them), p99 of ${flows_per_second} flows/s of c with RS256, a
fifth of what was measured above, goes from ${idle_p99_ms.toFixed(1)} ms to ${saturated_p99_ms.toFixed(1)} ms.
`;
}
