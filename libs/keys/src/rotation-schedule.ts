import type { SigningAlgorithm } from '#libs/protocol';
import { newestOf, PUBLISHED_AHEAD, type SigningKey } from './signing-key.js';

/**
 * Seconds that the schedule publishes a key before it signs. Nothing hurries it, so it leaves time for verifiers that
 * look once a day, however long they may remember what they saw before that.
 */
export const SCHEDULED_AHEAD = 86_400;

/** When the next key of an algorithm takes over. */
export interface PlannedRotation {
  readonly alg: SigningAlgorithm;
  /** Of the next key, when it is made already. */
  readonly kid?: string;
  /** Epoch seconds from which clients see the next key. */
  readonly published_from: number;
  /** Epoch seconds from which it signs. */
  readonly signs_from: number;
}

/**
 * The next rotation that is under way or due.
 *
 * @param keys all of one algorithm
 * @param period seconds for which a key signs; 0: for ever
 * @returns undefined when none is planned
 */
export function plannedRotation(
  keys: readonly SigningKey[],
  period: number,
  now: number,
): PlannedRotation | undefined {
  const newest = newestOf(keys);
  if (!newest) return undefined;
  const { alg, kid, created_at, signs_from } = newest;
  if (signs_from > now) return { alg, kid, published_from: created_at, signs_from };
  if (period === 0) return undefined;
  // Late, when no process ran at that time: published ahead all the same.
  const next = Math.max(signs_from + period, now + SCHEDULED_AHEAD);
  return { alg, published_from: next - SCHEDULED_AHEAD, signs_from: next };
}

/** Whether the schedule asks for a key to be made. */
export function isDue(planned: PlannedRotation | undefined, now: number): planned is PlannedRotation {
  return planned !== undefined && planned.kid === undefined && planned.published_from <= now;
}

/** When a key that waits may sign at the earliest: once it was published for long enough. Never later than planned. */
export function earliestSignature(
  { created_at, signs_from }: Pick<SigningKey, 'created_at' | 'signs_from'>,
  now: number,
): number {
  return Math.min(signs_from, Math.max(now, created_at + PUBLISHED_AHEAD));
}
