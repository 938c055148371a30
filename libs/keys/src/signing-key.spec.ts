import type { KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isPublished, isRetained, RETAINED, type SigningKey, signingKeyAt } from './signing-key.js';

const privateKey = {} as KeyObject;
const key = (kid: string, from: number, until = Number.POSITIVE_INFINITY, more: Partial<SigningKey> = {}) =>
  ({
    kid,
    signs_from: from,
    signs_until: until,
    published_until: until + 100,
    privateKey,
    ...more,
  }) as SigningKey;

describe('The key that signs', () => {
  const first = key('first', 0, 50);
  const second = key('second', 50);

  it.each([
    [[first, second], 49, 'first'],
    [[first, second], 50, 'second'],
    [[second, first], 49, 'first'],
    [[second, first], 1000, 'second'],
    // superseded before it began to sign
    [[first, key('never', 50, 50), second], 60, 'second'],
    [[second, key('never', 50, 50), first], 60, 'second'],
    // made by a process whose clock is ahead
    [[key('early', 10), key('later', 20)], 5, 'early'],
    // can't be opened here
    [[first, key('second', 50, undefined, { privateKey: undefined })], 60, 'first'],
    [[key('only', 0, undefined, { privateKey: undefined })], 60, undefined],
    [[], 60, undefined],
  ])('of %# is right', (keys, now, kid) => {
    expect(signingKeyAt(keys, now)?.kid).toBe(kid);
  });
});

describe('The life of a key', () => {
  const ended = key('ended', 0, 50);

  it.each([
    [149, true],
    [150, false],
  ])('is published at %d: %s', (now, published) => {
    expect(isPublished(ended, now)).toBe(published);
  });

  it.each([
    [150 + RETAINED - 1, true],
    [150 + RETAINED, false],
  ])('is retained at %d: %s', (now, retained) => {
    expect(isRetained(ended, now)).toBe(retained);
  });

  it('has no end without a successor', () => {
    expect(isPublished(key('current', 0), Number.MAX_SAFE_INTEGER)).toBe(true);
  });
});
