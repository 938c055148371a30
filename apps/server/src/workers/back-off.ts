/** A worker that served for this long has not failed at its start. */
const SOUND_AFTER_MS = 60_000;
const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** How often a worker and those that it replaced ended in a row, none of them having served for a minute. */
export function failuresInARow(before: number, servedMs: number): number {
  return servedMs >= SOUND_AFTER_MS ? 1 : before + 1;
}

/** Milliseconds to wait before another one is started: none the first time, then twice as long each time. */
export function backOffMs(failures: number): number {
  return failures <= 1 ? 0 : Math.min(FIRST_MS * 2 ** (failures - 2), LONGEST_MS);
}
