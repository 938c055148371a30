import { describe, expect, it } from 'vitest';
import { isAlive, isTouchDue, nextAuthenticationMs } from './session-lifetime.js';

describe('OpenID Connect Core 1.0 §3.1.2.1: the time of a new authentication', () => {
  it.each([
    [10_500, 3_000, 10_500],
    [10_500, 9_999, 10_500],
    [10_500, 10_000, 11_000],
    [10_500, 10_500, 11_000],
    [10_000, 10_000, 11_000],
    [10_000, 12_345, 13_000],
  ])('at %d ms after one at %d ms is %d', (nowMs, previousMs, expected) => {
    const next = nextAuthenticationMs(nowMs, previousMs);
    expect(next).toBe(expected);
    expect(Math.floor(next / 1000)).toBeGreaterThan(Math.floor(previousMs / 1000));
  });
});

describe('A session', () => {
  it.each([
    ['in use', 1_059, 1_000, 2_000, true],
    ['idle for its lifetime', 1_060, 1_000, 2_000, false],
    ['just before its end', 1_999, 1_990, 2_000, true],
    ['at its end, however much it is used', 2_000, 2_000, 2_000, false],
  ])('%s', (_, now, last_seen_at, expires_at, alive) => {
    expect(isAlive({ last_seen_at, expires_at }, { idle_lifetime: 60 }, now)).toBe(alive);
  });

  it.each([
    [28_800, 299, false],
    [28_800, 300, true],
    [60, 14, false],
    [60, 15, true],
  ])('with an idle lifetime of %d s is written down after %d s: %s', (idle_lifetime, after, due) => {
    expect(isTouchDue({ last_seen_at: 1_000 }, { idle_lifetime }, 1_000 + after)).toBe(due);
  });
});
