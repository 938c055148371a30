import type { KeyObject } from 'node:crypto';
import type { SigningAlgorithm } from '#libs/protocol';
import type { KeyTimes } from './key-times.js';
import type { PublicJwk } from './public-jwk.js';

/** A key pair in memory. */
export interface SigningKey extends KeyTimes {
  readonly kid: string;
  readonly alg: SigningAlgorithm;
  readonly publicJwk: PublicJwk;
  readonly publicKey: KeyObject;
  /** Absent once the key has retired, and when this process can't open it. */
  readonly privateKey?: KeyObject;
}

/** Seconds that a new key is published before it signs: longer than clients and caches keep a JWKS. */
export const PUBLISHED_AHEAD = 3600;

/** Seconds that a JWT of ours may live at most. */
export const LONGEST_TOKEN_LIFETIME = 86_400;

/**
 * Seconds for which a process may go on signing with a key that another has replaced: it learns of it by the change
 * feed, within a minute or not at all (`RegistryStale`), and its clock may differ.
 */
const LATE_SIGNATURES = 300;

/** Seconds that a key stays published after its successor began to sign: until its last token is dead. */
export const PUBLISHED_AFTER = LONGEST_TOKEN_LIFETIME + LATE_SIGNATURES;

/** Seconds that a retired key can still verify hints, which may be long expired. */
export const RETAINED = 365 * 86_400;

/** Whether the key is in the JWKS at `now`. */
export function isPublished(key: KeyTimes, now: number): boolean {
  return now < key.published_until;
}

/** Whether the key verifies anything at all at `now`. */
export function isRetained(key: KeyTimes, now: number): boolean {
  return now < key.published_until + RETAINED;
}

/** Whether the key may sign at `now`, by its times. */
export function isInForce(key: KeyTimes, now: number): boolean {
  return key.signs_from <= now && now < key.signs_until;
}

/** Of the keys of one algorithm, the one that no other has superseded; it signs, or it is about to. */
export function newestOf<K extends KeyTimes>(keys: readonly K[]): K | undefined {
  return keys.find((key) => key.signs_until === Number.POSITIVE_INFINITY);
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
