import { setTimeout as sleep } from 'node:timers/promises';
import { cpuMs, residentMb } from './process-accounting.js';

/** One flow of a work, from its first request to its last, every answer checked. Throws when one is wrong. */
export type Flow = (n: number) => Promise<void>;

/** Whose CPU time is read. */
export interface Measured {
  readonly server: number;
  /** Absent where the database runs inside the server. */
  readonly database?: number;
}

/** What one round of a work cost. */
export interface Round {
  readonly flows: number;
  /** CPU milliseconds per flow. */
  readonly server_ms: number;
  readonly database_ms: number;
  readonly flows_per_second: number;
  /** Milliseconds, of each flow. */
  readonly latencies: readonly number[];
  readonly resident_mb: number;
}

/** What the one before has left to do in the database's background is not this one's. */
const SETTLE_MS = 250;

/** Runs `flows` flows, `concurrency` of them at once: a fixed number, so that every contender does the same work. */
export async function measureRound(
  flow: Flow,
  { flows, concurrency, measured }: { flows: number; concurrency: number; measured: Measured },
): Promise<Round> {
  await sleep(SETTLE_MS);
  const cpu = () => [cpuMs(measured.server), measured.database ? cpuMs(measured.database) : 0] as const;
  const before = cpu();
  const { latencies, elapsed } = await runFlows(flow, flows, concurrency);
  const after = cpu();
  return {
    flows,
    server_ms: (after[0] - before[0]) / flows,
    database_ms: (after[1] - before[1]) / flows,
    flows_per_second: (flows * 1000) / elapsed,
    latencies,
    resident_mb: residentMb(measured.server),
  };
}

/** The flows themselves, and how long each took. */
export async function runFlows(flow: Flow, flows: number, concurrency: number) {
  const latencies: number[] = [];
  let next = 0;
  const began = performance.now();
  const worker = async () => {
    while (next < flows) {
      const n = next++;
      const start = performance.now();
      await flow(n);
      latencies.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, flows) }, worker));
  return { latencies, elapsed: performance.now() - began };
}
