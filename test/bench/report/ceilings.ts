import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineResult } from '../measure/results.js';
import { ratio } from '../measure/results.js';
import type { Engine } from '../options.js';
import type { WorkName } from '../works/works.js';

/** How many times the floor a work may cost Portico, server and database together. */
export type Ceilings = Readonly<Record<Engine, Readonly<Partial<Record<WorkName, number>>>>>;

export function readCeilings(root: string): Ceilings {
  return JSON.parse(readFileSync(join(root, 'docs/benchmark/ceilings.json'), 'utf8')) as Ceilings;
}

/** A sentence for each work that costs too much. */
export function aboveCeilings({ engine, works }: EngineResult, ceilings: Ceilings): readonly string[] {
  return works.flatMap((result) => {
    const ceiling = ceilings[engine][result.work];
    const found = ratio(result, 'portico', 'floor');
    if (ceiling === undefined || found === undefined || found <= ceiling) return [];
    return [`${engine}, ${result.work}: ${found.toFixed(2)} × the floor; at most ${ceiling} is allowed`];
  });
}
