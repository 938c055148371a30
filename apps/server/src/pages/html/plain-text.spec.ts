import { describe, expect, it } from 'vitest';
import { firstLetter, plainText } from './plain-text.js';

describe('plainText', () => {
  it.each([
    ['Acme Notes', 'Acme Notes'],
    ['  two\n\tlines ', 'two lines'],
    ['Bank\u202egro.live', 'Bankgro.live'],
    ['a\u0000b\u200bc\u2066d\ufeff', 'abcd'],
    ['👩‍💻 Ada', '👩‍💻 Ada'],
    ['x'.repeat(200), `${'x'.repeat(79)}…`],
  ])('makes %j into %j', (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });
});

describe('firstLetter', () => {
  it.each([
    ['acme', 'en', 'A'],
    ['éclair', 'fr', 'É'],
    ['👩‍💻 Ada', 'en', '👩‍💻'],
    ['', 'en', '?'],
    ['\u202e', 'en', '?'],
  ])('takes of %j (%s) %j', (text, language, letter) => {
    expect(firstLetter(text, language)).toBe(letter);
  });
});
