/**
 * Turns of the event loop in which other requests come as far as the first one. With nobody else there they take some
 * microseconds; the more there is to do, the more is gathered. Fewer gather less, more gain nothing: `docs/benchmark.md`.
 */
const TURNS = 4;

/** Does `work` a moment later, for all that concurrent requests ask until then: it costs less than to do each at once. */
export function soon(work: () => void, turns = TURNS): void {
  setImmediate(() => (turns === 1 ? work() : soon(work, turns - 1)));
}
