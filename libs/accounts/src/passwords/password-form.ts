/** Both count code points of the NFC form, as NIST SP 800-63B §5.1.1.2 counts characters. */
export const SHORTEST_PASSWORD = 8;
export const LONGEST_PASSWORD = 1024;

/** Beyond this many UTF-16 units no text has `LONGEST_PASSWORD` code points or fewer in NFC; it isn't even normalised. */
const LONGEST_TYPED = LONGEST_PASSWORD * 8;

/** NUL, and halves of surrogate pairs, which UTF-8 would make equal to one another. */
const UNUSABLE = /\0|\p{Cs}/u;

/**
 * The form of a password that is hashed: NFC, so that it doesn't matter which keyboard wrote the accents. Nothing
 * is trimmed or cut.
 * @returns undefined for what can't be anybody's password, so that it needn't be hashed
 */
export function usablePassword(typed: string): string | undefined {
  if (typed === '' || typed.length > LONGEST_TYPED || UNUSABLE.test(typed)) return undefined;
  const password = typed.normalize('NFC');
  return countCodePoints(password) <= LONGEST_PASSWORD ? password : undefined;
}

/** Whether it can be anybody's password at all; not whether it is a good one. */
export function isUsablePassword(typed: string): boolean {
  return usablePassword(typed) !== undefined;
}

export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
