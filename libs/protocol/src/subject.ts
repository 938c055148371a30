/** Bytes of randomness in a `sub` made here: it says nothing about the person and is never made twice. */
export const SUBJECT_BYTES = 16;

/**
 * Whether a text can be a `sub`, which may be imported from another provider: 1 to 255 visible ASCII characters,
 * compared by case. OpenID Connect Core 1.0 §2 and §8
 */
export function isSubject(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7E]{1,255}$/.test(value);
}

/** A `sub` from `SUBJECT_BYTES` random bytes: 22 characters of base64url. */
export function subjectFrom(random: Uint8Array): string {
  if (random.length < SUBJECT_BYTES) throw new RangeError(`a subject needs ${SUBJECT_BYTES} random bytes`);
  return Buffer.from(random).toString('base64url');
}
