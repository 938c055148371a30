import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Cost, EngineResult } from '../measure/results.js';
import { ENGINES } from '../options.js';
import { WORKS } from '../works/works.js';
import { aboveCeilings, readCeilings } from './ceilings.js';

const cost = (total_ms: number) => ({ total_ms }) as Cost;
const found = (portico: number, floor: number): EngineResult => ({
  engine: 'sqlite',
  description: 'SQLite',
  works: [{ work: 'code', costs: { portico: cost(portico), floor: cost(floor) } }],
});
const ceilings = { sqlite: { code: 2 }, mariadb: {} };

describe('The ceilings of the benchmark', () => {
  it.each([
    ['below', 3.9, 0],
    ['at', 4, 0],
    ['above', 4.1, 1],
  ])('%s its ceiling', (_, portico, complaints) => {
    expect(aboveCeilings(found(portico, 2), ceilings)).toHaveLength(complaints);
  });

  it('says which work costs what, and what it may cost', () => {
    expect(aboveCeilings(found(5, 2), ceilings)).toEqual([
      'sqlite, code: 2.50 × the floor; at most 2 is allowed',
    ]);
  });

  it('leaves out what was not measured and what has no ceiling', () => {
    expect(aboveCeilings(found(9, 0), ceilings)).toEqual([]);
    expect(aboveCeilings({ ...found(9, 1), engine: 'mariadb' }, ceilings)).toEqual([]);
  });

  it('that are committed hold a number for every work but passwords', () => {
    const committed = readCeilings(fileURLToPath(new URL('../../..', import.meta.url)));
    const names = WORKS.map(({ name }) => name).filter((name) => name !== 'password');
    for (const engine of ENGINES) expect(Object.keys(committed[engine])).toEqual(names);
  });
});
