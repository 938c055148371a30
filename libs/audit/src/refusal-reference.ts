import { randomBytes } from 'node:crypto';

/** Crockford's base32: no I, L, O or U, so it survives being read aloud. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new reference such as `K7QM2XHD`: 40 random bits. */
export function newReference(): string {
  return Array.from(randomBytes(8), (byte) => ALPHABET.charAt(byte & 31)).join('');
}

/** The reference that was meant by what a person typed; undefined when it can't be one. */
export function normaliseReference(typed: string): string | undefined {
  if (typed.length > 64) return undefined;
  const text = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(text) ? text : undefined;
}
