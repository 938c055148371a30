import { hash, timingSafeEqual } from 'node:crypto';

/**
 * What the database keeps of a token: SHA-256 as base64url, 43 characters. No salt and no stretching, for a
 * token has 128 bits of entropy or more; a password has not, and doesn't belong here.
 */
export function hashToken(token: string): string {
  return hash('sha256', token, 'base64url');
}

/** Whether two strings are equal, in a time that doesn't depend on where they differ. Any lengths. */
export function equalInConstantTime(a: string, b: string): boolean {
  // Digests have one length, so the comparison neither throws nor ends early on strings of different lengths.
  return timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'));
}
