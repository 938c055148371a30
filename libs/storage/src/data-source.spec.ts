import { describe, expect, it } from 'vitest';
import { poolSize } from './data-source.js';

describe('The connections to MySQL', () => {
  it.each([
    [1, 10],
    [8, 10],
    [9, 8],
    [16, 5],
    [32, 4],
    [256, 4],
  ])('where %i processes work on a machine are %i for each', (workers, connections) => {
    expect(poolSize(workers)).toBe(connections);
  });
});
