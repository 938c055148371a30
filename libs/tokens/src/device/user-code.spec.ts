import { describe, expect, it } from 'vitest';
import { newUserCode, readUserCode, shownUserCode } from './user-code.js';

describe('RFC 8628 §6.1: the user code', () => {
  it('has eight letters of twenty: no vowel, no digit', () => {
    const codes = Array.from({ length: 500 }, newUserCode);
    for (const code of codes) expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/);
    expect(new Set(codes.join('')).size).toBe(20);
    expect(new Set(codes).size).toBe(500);
  });

  it.each([
    ['as it is shown', 'WDJB-MJHT', 'WDJBMJHT'],
    ['without its dash', 'WDJBMJHT', 'WDJBMJHT'],
    ['in small letters', 'wdjb-mjht', 'WDJBMJHT'],
    ['with spaces around and between', '  WDJB MJHT ', 'WDJBMJHT'],
    ['with the dash that a phone makes of it', 'WDJB–MJHT', 'WDJBMJHT'],
    ['with other punctuation', 'W.D.J.B_M,J,H,T', 'WDJBMJHT'],
    ['with a letter that none has', 'ADJB-MJHT', undefined],
    ['with a digit', 'WDJB-MJH7', undefined],
    ['too short', 'WDJB-MJH', undefined],
    ['too long', 'WDJB-MJHTT', undefined],
    ['with a letter that looks like one (Cyrillic)', 'WDJB-MJНT', undefined],
    ['with a symbol that is no punctuation', 'WDJB+MJHT', undefined],
    ['empty', '', undefined],
    ['very long', '-'.repeat(10_000), undefined],
  ])('is read %s', (_, typed, code) => {
    expect(readUserCode(typed)).toBe(code);
  });

  it('is shown in two halves, and read as it is shown', () => {
    expect(shownUserCode('WDJBMJHT')).toBe('WDJB-MJHT');
    const code = newUserCode();
    expect(readUserCode(shownUserCode(code))).toBe(code);
  });
});
