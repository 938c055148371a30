import type { Cost, EngineResult, WorkResult } from '../measure/results.js';
import { titleOf } from './table.js';

const WIDTH = 760;
const LEFT = 130;
const BAR = 13;
const GAP = 30;
const COLOURS: Readonly<Record<string, readonly [server: string, database: string]>> = {
  floor: ['#8c959f', '#c4cad0'],
  portico: ['#0969da', '#80bdff'],
  'oidc-provider': ['#bc4c00', '#ffb77c'],
};

/**
 * Server and database CPU of each work as an SVG, each work on a scale of its own: what counts is how the contenders
 * compare, and the works differ a hundredfold.
 */
export function plotOf({ works, description }: EngineResult): string {
  const parts: string[] = [];
  let y = 50;
  for (const result of works) {
    parts.push(text(10, y, titleOf(result), 'font-weight="600"'));
    y += 8;
    for (const [name, cost] of Object.entries(result.costs)) {
      parts.push(bar(name, cost, y, longest(result)));
      y += BAR + 3;
    }
    y += GAP;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" role="img" aria-label="CPU per flow">`,
    `<rect width="${WIDTH}" height="${y}" fill="#ffffff"/>`,
    '<g font-family="system-ui, sans-serif" font-size="12" fill="#1f2328">',
    text(10, 22, `CPU ms per flow: server (dark) and database (light) on ${description.replaceAll('`', '')}`),
    ...parts,
    '</g></svg>\n',
  ].join('\n');
}

function longest({ costs }: WorkResult): number {
  return Math.max(...Object.values(costs).map(lengthOf));
}

/** Each part is the median of its own, so that their sum is not quite the median of the sums. */
function lengthOf({ server_ms, database_ms }: Cost): number {
  return server_ms + database_ms;
}

function bar(name: string, cost: Cost, y: number, max: number): string {
  const { server_ms, database_ms, total_ms } = cost;
  const scale = (WIDTH - LEFT - 70) / max;
  const [dark, light] = COLOURS[name] ?? ['#1a7f37', '#8ddb9f'];
  const server = server_ms * scale;
  return [
    text(LEFT - 8, y + BAR - 2, name, 'text-anchor="end"'),
    `<rect x="${LEFT}" y="${y}" width="${server.toFixed(1)}" height="${BAR}" fill="${dark}"/>`,
    `<rect x="${(LEFT + server).toFixed(1)}" y="${y}" width="${(database_ms * scale).toFixed(1)}" height="${BAR}" fill="${light}"/>`,
    text(LEFT + lengthOf(cost) * scale + 6, y + BAR - 2, total_ms.toFixed(3)),
  ].join('');
}

function text(x: number, y: number, content: string, attributes = ''): string {
  return `<text x="${x.toFixed(1)}" y="${y}" ${attributes}>${content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`;
}
