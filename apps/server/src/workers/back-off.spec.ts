import { describe, expect, it } from 'vitest';
import { backOffMs, failuresInARow } from './back-off.js';

describe('A worker that ended', () => {
  it.each([
    [1, 0],
    [2, 500],
    [3, 1000],
    [7, 16_000],
    [8, 30_000],
    [1000, 30_000],
  ])('is replaced, after %i failures in a row, in %i ms', (failures, ms) => {
    expect(backOffMs(failures)).toBe(ms);
  });

  it.each([
    [0, 10, 1],
    [3, 59_999, 4],
    [3, 60_000, 1],
  ])('after %i failures and having served for %i ms makes it %i', (before, servedMs, failures) => {
    expect(failuresInARow(before, servedMs)).toBe(failures);
  });
});
