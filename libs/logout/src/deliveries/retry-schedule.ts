/** Seconds until the next attempt, after the first, the second, … has failed; after those, the last one again. */
const PAUSES = [1, 5, 30, 120, 600, 3600] as const;
const LAST_PAUSE = 3600;

/** Seconds for which a delivery is attempted. */
export const RETRIED_FOR = 24 * 3600;

/**
 * When to try again. Undefined: not any more, for that would be later than `retryUntil`.
 * @param attempts made so far @param retryUntil epoch seconds @returns epoch milliseconds
 */
export function nextAttemptAt(attempts: number, nowMs: number, retryUntil: number): number | undefined {
  const at = nowMs + (PAUSES[attempts - 1] ?? LAST_PAUSE) * 1000;
  return at > retryUntil * 1000 ? undefined : at;
}
