import { createRequire } from 'node:module';
import { SHORTEST_PASSWORD } from './password-form.js';

const require = createRequire(import.meta.url);
let common: ReadonlySet<string> | undefined;

/**
 * Whether it is one that attackers try first, in whatever case: one of the 49,000 most common, or one character
 * over and over. NIST SP 800-63B §5.1.1.2. The list takes 20 ms to unpack, so the first question does, not the start.
 */
export function isCommonPassword(password: string): boolean {
  const [first = ''] = password;
  common ??= loadCommonPasswords();
  return password === first.repeat(password.length / first.length) || common.has(password.toLowerCase());
}

function loadCommonPasswords(): ReadonlySet<string> {
  const { dictionary } = require('@zxcvbn-ts/language-common') as typeof import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].filter(({ length }) => length >= SHORTEST_PASSWORD));
}
