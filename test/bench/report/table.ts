import { type Cost, type EngineResult, ratio, type WorkResult } from '../measure/results.js';
import { WORKS } from '../works/works.js';

const HEAD = [
  'work',
  'contender',
  'server',
  'database',
  'CPU ms/flow',
  '× floor',
  '× peer',
  'flows/s',
  'p50 ms',
  'p99 ms',
  'MB',
];

/** The results of one engine, as a Markdown table. */
export function tableOf({ works }: EngineResult): string {
  const lines = works.flatMap((result) =>
    Object.entries(result.costs).map(([name, cost], i) => row(result, name, cost, i === 0)),
  );
  return [HEAD, HEAD.map((_, i) => (i < 2 ? '---' : '---:')), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function row(result: WorkResult, name: string, cost: Cost, first: boolean): readonly string[] {
  return [
    first ? titleOf(result) : '',
    name,
    cost.server_ms.toFixed(3),
    cost.database_ms.toFixed(3),
    `**${cost.total_ms.toFixed(3)}**`,
    times(name === 'floor' ? undefined : ratio(result, name, 'floor')),
    times(name === 'portico' ? ratio(result, name, 'oidc-provider') : undefined),
    String(cost.flows_per_second),
    cost.p50_ms.toFixed(1),
    cost.p99_ms.toFixed(1),
    String(cost.resident_mb),
  ];
}

export function titleOf({ work }: WorkResult): string {
  const known = WORKS.find(({ name }) => name === work);
  return `${known?.letter}. ${known?.title}`;
}

function times(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(2);
}
