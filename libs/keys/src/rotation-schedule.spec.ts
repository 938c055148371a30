import { describe, expect, it } from 'vitest';
import { earliestSignature, isDue, plannedRotation, SCHEDULED_AHEAD } from './rotation-schedule.js';
import { PUBLISHED_AHEAD, type SigningKey } from './signing-key.js';

const DAY = 86_400;
const PERIOD = 90 * DAY;
const key = (kid: string, signs_from: number, more: Partial<SigningKey> = {}) =>
  ({
    kid,
    alg: 'ES256',
    created_at: signs_from,
    signs_from,
    signs_until: Number.POSITIVE_INFINITY,
    ...more,
  }) as SigningKey;
const first = key('first', 0);

describe('The next rotation', () => {
  it.each([
    // no key yet
    [[], PERIOD, 0, undefined],
    // off
    [[first], 0, 10 * PERIOD, undefined],
    // in time
    [[first], PERIOD, 0, [PERIOD - SCHEDULED_AHEAD, PERIOD]],
    [[first], PERIOD, PERIOD - SCHEDULED_AHEAD, [PERIOD - SCHEDULED_AHEAD, PERIOD]],
    // late, for nothing ran at that time: published ahead all the same
    [[first], PERIOD, PERIOD, [PERIOD, PERIOD + SCHEDULED_AHEAD]],
    [[first], PERIOD, 5 * PERIOD, [5 * PERIOD, 5 * PERIOD + SCHEDULED_AHEAD]],
    // the shortest period: the next key is made when the one before begins to sign
    [[first], DAY, 0, [0, DAY]],
    // after others have had their turn
    [[key('old', 0, { signs_until: 50 }), key('now', 50)], PERIOD, 60, [50 + PERIOD - DAY, 50 + PERIOD]],
  ])('of %# is planned right', (keys, period, now, expected) => {
    const planned = plannedRotation(keys, period, now);
    expect(planned && [planned.published_from, planned.signs_from]).toEqual(expected);
    expect(planned?.kid).toBeUndefined();
  });

  it('is the key that waits, whether the schedule is on or off', () => {
    const waiting = key('waiting', 500, { created_at: 100 });
    for (const period of [0, PERIOD]) {
      const planned = plannedRotation([key('now', 0, { signs_until: 500 }), waiting], period, 200);
      expect(planned).toEqual({ alg: 'ES256', kid: 'waiting', published_from: 100, signs_from: 500 });
      expect(isDue(planned, 200)).toBe(false);
    }
  });

  it.each([
    [PERIOD - SCHEDULED_AHEAD - 1, false],
    [PERIOD - SCHEDULED_AHEAD, true],
    [3 * PERIOD, true],
  ])('at %d is due: %s', (now, due) => {
    expect(isDue(plannedRotation([first], PERIOD, now), now)).toBe(due);
  });
});

describe('A key that waits', () => {
  const waiting = { created_at: 0, signs_from: SCHEDULED_AHEAD };

  it.each([
    [0, PUBLISHED_AHEAD],
    [PUBLISHED_AHEAD - 1, PUBLISHED_AHEAD],
    [PUBLISHED_AHEAD + 5, PUBLISHED_AHEAD + 5],
    [SCHEDULED_AHEAD + 5, SCHEDULED_AHEAD],
  ])('at %d may be brought forward to %d', (now, earliest) => {
    expect(earliestSignature(waiting, now)).toBe(earliest);
  });

  it('is never put off', () => {
    expect(earliestSignature({ created_at: 0, signs_from: 10 }, 5)).toBe(10);
  });
});
