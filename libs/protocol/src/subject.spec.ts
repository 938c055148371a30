import { describe, expect, it } from 'vitest';
import { isSubject, subjectFrom } from './subject.js';

describe('OpenID Connect Core 1.0 §8: subject identifiers', () => {
  it('writes 128 random bits in 22 characters', () => {
    expect(subjectFrom(new Uint8Array(16).fill(255))).toBe('_____________________w');
  });

  it('refuses to make one of fewer bits', () => {
    expect(() => subjectFrom(new Uint8Array(15))).toThrow(RangeError);
  });

  it.each([
    ['248289761001', true],
    ['auth0|5f7c8ec7c33c6c004bbafe82', true],
    ['a'.repeat(255), true],
    ['a'.repeat(256), false],
    ['', false],
    ['with space', false],
    ['ünïcode', false],
    ['a\n', false],
    [42, false],
    [undefined, false],
  ])('%j can be a sub: %s', (value, expected) => {
    expect(isSubject(value)).toBe(expected);
  });
});
