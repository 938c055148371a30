import { describe, expect, it } from 'vitest';
import { median, quantile } from './statistics.js';

describe('The numbers of the benchmark', () => {
  it.each([
    [[3], 3],
    [[9, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
  ])('the median of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it.each([
    [0.5, 50],
    [0.99, 99],
    [1, 100],
    [0.001, 1],
  ])('of 1 to 100, the quantile %d is %d', (part, expected) => {
    const values = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(quantile(values, part)).toBe(expected);
  });
});
