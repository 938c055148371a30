import type { Account } from '../account.js';
import { isCommonPassword } from './common-passwords.js';
import { countCodePoints, LONGEST_PASSWORD, SHORTEST_PASSWORD, usablePassword } from './password-form.js';

/** Why a password can't be, to be read after "the password"; the keys are words for translated pages. */
export const PASSWORD_PROBLEMS = {
  too_short: `must have at least ${SHORTEST_PASSWORD} characters`,
  too_long: `must have at most ${LONGEST_PASSWORD} characters`,
  unusable_character: 'has a character that can’t be used',
  common: 'is among the first that an attacker would try',
  personal: 'is made of your own name or e-mail address',
} as const;

export type PasswordProblem = keyof typeof PASSWORD_PROBLEMS;

const OWN_NAMES = [
  'email',
  'name',
  'given_name',
  'family_name',
  'middle_name',
  'nickname',
  'preferred_username',
] as const;

/** What a password is compared with: whose it is to be. */
export type PasswordOwner = Partial<Pick<Account, (typeof OWN_NAMES)[number]>>;

/** Fewer characters than this beside one's own name make no password. */
const BESIDE_THE_NAME = 5;
/** Shorter words of a name are in many a good password by chance. */
const SHORTEST_WORD = 3;

/** NIST SP 800-63B §5.1.1.2: length, and what attackers know already; no rule about kinds of characters. */
export function passwordProblem(typed: string, owner: PasswordOwner): PasswordProblem | undefined {
  const password = usablePassword(typed);
  if (password === undefined) {
    if (typed === '') return 'too_short';
    return /\0|\p{Cs}/u.test(typed) ? 'unusable_character' : 'too_long';
  }
  if (countCodePoints(password) < SHORTEST_PASSWORD) return 'too_short';
  if (isCommonPassword(password)) return 'common';
  return isPersonal(password, owner) ? 'personal' : undefined;
}

function isPersonal(password: string, owner: PasswordOwner): boolean {
  const rest = wordsOf(owner).reduce((left, word) => left.replaceAll(word, ''), password.toLowerCase());
  return countCodePoints(rest) < BESIDE_THE_NAME;
}

/** The person's own words, the longest first, so that a whole address goes before its parts. */
function wordsOf(owner: PasswordOwner): readonly string[] {
  const texts = OWN_NAMES.map((field) => owner[field] ?? '');
  const words = texts
    .flatMap((text) => [text, ...text.split(/[\s@.,_+-]+/)])
    .map((word) => word.toLowerCase());
  return [...new Set(words)]
    .filter((word) => word.length >= SHORTEST_WORD)
    .toSorted((a, b) => b.length - a.length);
}
