import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { randomToken } from './random-token.js';
import { equalInConstantTime, hashToken } from './token-hash.js';

describe('RFC 6749 §10.10: random tokens', () => {
  it('have 256 bits as base64url', () => {
    expect(randomToken()).toMatch(/^[\w-]{43}$/);
    expect(Buffer.from(randomToken(16), 'base64url')).toHaveLength(16);
    expect(Buffer.from(randomToken(8), 'base64url')).toHaveLength(8);
  });

  it('never repeat, across refills of the pool, nor share bytes', () => {
    const tokens = Array.from({ length: 5000 }, () => randomToken(24));
    expect(new Set(tokens).size).toBe(5000);
    expect(tokens.join('')).not.toContain('AAAAAAAA'); // the wiped pool is never handed out
  });

  it.each([0, 7, 1025, 32.5, Number.NaN])('are not made of %d bytes', (bytes) => {
    expect(() => randomToken(bytes)).toThrow(RangeError);
  });
});

describe('Token hashes', () => {
  it('are SHA-256 as base64url', () => {
    expect(hashToken('token')).toBe(createHash('sha256').update('token').digest('base64url'));
  });
});

describe('Comparison in constant time', () => {
  it.each([
    ['', '', true],
    ['a', 'a', true],
    ['ü', 'ü', true],
    ['a', 'b', false],
    ['a', 'aa', false],
    ['', 'a', false],
    ['a\0', 'a', false],
    ['A', 'a', false],
  ])('of %j and %j is %s', (a, b, equal) => {
    expect(equalInConstantTime(a, b)).toBe(equal);
  });
});
