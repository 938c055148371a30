import { describe, expect, it } from 'vitest';
import { nextAttemptAt, RETRIED_FOR } from './retry-schedule.js';

describe('A delivery that failed', () => {
  it('is attempted again after 1 s, 5 s, 30 s, 2 min, 10 min, and then each hour', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 20].map((attempts) => nextAttemptAt(attempts, 500, RETRIED_FOR));
    expect(pauses).toEqual([1, 5, 30, 120, 600, 3600, 3600, 3600].map((seconds) => seconds * 1000 + 500));
  });

  it('is attempted for a day', () => {
    let nowMs = 0;
    let attempts = 1;
    for (let next = nextAttemptAt(1, 0, RETRIED_FOR); next !== undefined; attempts += 1) {
      nowMs = next;
      next = nextAttemptAt(attempts + 1, nowMs, RETRIED_FOR);
    }
    expect(attempts).toBe(29);
    expect(nowMs).toBeGreaterThan((RETRIED_FOR - 3600) * 1000);
    expect(nowMs).toBeLessThanOrEqual(RETRIED_FOR * 1000);
  });

  it('is attempted at the last moment, and not a millisecond later', () => {
    expect(nextAttemptAt(1, 9000, 10)).toBe(10_000);
    expect(nextAttemptAt(1, 9001, 10)).toBeUndefined();
  });
});
