import type { KeyObject } from 'node:crypto';
import type { SigningAlgorithm } from '#libs/protocol';
import type { PublicJwk } from './public-jwk.js';

/** A key pair in memory. Times are epoch seconds. */
export interface SigningKey {
  readonly kid: string;
  readonly alg: SigningAlgorithm;
  readonly publicJwk: PublicJwk;
  readonly publicKey: KeyObject;
  /** Absent once the key has retired, and when this process can't open it. */
  readonly privateKey?: KeyObject;
  readonly signs_from: number;
  /** Infinity: no successor yet. */
  readonly signs_until: number;
  /** Infinity: no successor yet. */
  readonly published_until: number;
}

/** Seconds that a new key is published before it signs: longer than clients and caches keep a JWKS. */
export const PUBLISHED_AHEAD = 3600;

/** Seconds that a JWT of ours may live at most. The key that signed it stays published for as long. */
export const LONGEST_TOKEN_LIFETIME = 86_400;

/** Seconds that a retired key can still verify hints, which may be long expired. */
export const RETAINED = 365 * 86_400;

/** Whether the key is in the JWKS at `now`. */
export function isPublished(key: SigningKey, now: number): boolean {
  return now < key.published_until;
}

/** Whether the key verifies anything at all at `now`. */
export function isRetained(key: SigningKey, now: number): boolean {
  return now < key.published_until + RETAINED;
}

/** The key that signs at `now`: of those that have begun to, the last one. */
export function signingKeyAt(keys: readonly SigningKey[], now: number): SigningKey | undefined {
  const able = keys.filter((key) => key.privateKey).sort(byBeginning);
  // None has begun when the clock of the process that made the first key is ahead of ours; then it is the first.
  return able.findLast((key) => key.signs_from <= now) ?? able[0];
}

function byBeginning(a: SigningKey, b: SigningKey): number {
  if (a.signs_from !== b.signs_from) return a.signs_from - b.signs_from;
  return a.signs_until === b.signs_until ? 0 : a.signs_until - b.signs_until;
}
