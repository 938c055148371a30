import { randomInt } from 'node:crypto';

/** No vowels, so that no words come about, and no digits, so that nothing looks like a letter. RFC 8628 §6.1 */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const LENGTH = 8;
const USER_CODE = new RegExp(`^[${LETTERS}]{${LENGTH}}$`);

/** 34 bits, enough for what lives ten minutes and may be guessed a few times. RFC 8628 §5.1 */
export function newUserCode(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

/**
 * The code that somebody means, whatever its case and punctuation. RFC 8628 §6.1
 *
 * @returns undefined for what no code can be
 */
export function readUserCode(typed: string): string | undefined {
  if (typed.length > 64) return undefined;
  const letters = typed.toUpperCase().replace(/[\s\p{P}]/gu, '');
  return USER_CODE.test(letters) ? letters : undefined;
}

/** As people read it: in two halves. */
export function shownUserCode(code: string): string {
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}
