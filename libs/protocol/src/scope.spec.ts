import { describe, expect, it } from 'vitest';
import { formatScope, isSubset, parseScope } from './scope.js';

describe('RFC 6749 §3.3: scope', () => {
  it.each([
    ['one value', 'openid', ['openid']],
    ['several, in the order asked for', 'openid profile email', ['openid', 'profile', 'email']],
    ['a value given twice, once', 'b a b', ['b', 'a']],
    ['values that differ in case, both', 'read Read', ['read', 'Read']],
    ['a URL as a value', 'https://api.example/read', ['https://api.example/read']],
    ['a value with a colon', 'admin:read', ['admin:read']],
    ['superfluous spaces', '  openid   email ', ['openid', 'email']],
    ['nothing', '', []],
    ['no scope', undefined, []],
    [
      '200 values',
      Array.from({ length: 200 }, (_, i) => `s${i}`).join(' '),
      expect.objectContaining({ length: 200 }),
    ],
  ])('reads %s', (_, value, values) => {
    expect(parseScope(value)).toEqual(values);
  });

  it.each([
    ['a double quote', 'a"b'],
    ['a backslash', 'a\\b'],
    ['a tab', 'a\tb'],
    ['a line break', 'a\nb'],
    ['a letter outside ASCII', 'lesen-für'],
    ['a non-breaking space', 'a\u00a0b'],
    ['a delete character', 'a\x7f'],
    ['201 values', Array.from({ length: 201 }, (_, i) => `s${i}`).join(' ')],
    ['201 times the same value', 'a '.repeat(201)],
  ])('refuses %s with invalid_scope', (_, value) => {
    expect(() => parseScope(value)).toThrow(expect.objectContaining({ code: 'invalid_scope' }));
  });

  it('writes values with one space between them', () => {
    expect(formatScope(parseScope(' openid  email'))).toBe('openid email');
  });

  it.each([
    [[], [], true],
    [[], ['a'], true],
    [['a'], ['a', 'b'], true],
    [['a', 'c'], ['a', 'b'], false],
    [['A'], ['a'], false],
  ])('%j within %j: %s', (part, whole, expected) => {
    expect(isSubset(part, whole)).toBe(expected);
  });
});
