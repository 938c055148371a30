import { setTimeout as sleep } from 'node:timers/promises';
import type { Contender } from '../contenders/contender.js';
import type { Flow } from './round.js';
import { quantile } from './statistics.js';

/** How long a machine's tokens take while people's passwords are hashed. */
export interface Saturation {
  /** Flows that begin each second, whatever the others do: a fifth of what the server can do. */
  readonly flows_per_second: number;
  readonly idle_p99_ms: number;
  readonly saturated_p99_ms: number;
  /** Sign-ins that were done meanwhile; more were begun at any time than can be hashed at once. */
  readonly sign_ins: number;
}

const LOAD = 0.2;
const SECONDS = 8;
const SIGN_INS_AT_ONCE = 8;

/** Work c at a fixed rate, first alone, then while sign-ins keep the pool that hashes passwords full. */
export async function measureSaturation(
  { flows }: Contender,
  capacity: number,
  scale: number,
): Promise<Saturation> {
  const rate = Math.max(1, Math.round(capacity * LOAD));
  const seconds = SECONDS * scale;
  const idle = await atRate(flows['machine-rs256'], rate, seconds);
  const signIns = keepBusy(flows.password);
  const saturated = await atRate(flows['machine-rs256'], rate, seconds);
  return {
    flows_per_second: rate,
    idle_p99_ms: quantile(idle, 0.99),
    saturated_p99_ms: quantile(saturated, 0.99),
    sign_ins: await signIns.stop(),
  };
}

/** Begins flows by the clock: one that takes long doesn't keep the next from beginning, nor hide that it waits. */
async function atRate(flow: Flow, rate: number, seconds: number): Promise<readonly number[]> {
  const began = performance.now();
  const latencies = Array.from({ length: Math.round(rate * seconds) }, async (_, n) => {
    const due = began + (n * 1000) / rate;
    await sleep(due - performance.now());
    await flow(n);
    return performance.now() - due;
  });
  return Promise.all(latencies);
}

function keepBusy(flow: Flow): { stop(): Promise<number> } {
  let stopping = false;
  let done = 0;
  const one = async () => {
    while (!stopping) {
      await flow(done);
      done += 1;
    }
  };
  const all = Array.from({ length: SIGN_INS_AT_ONCE }, one);
  return {
    stop: async () => {
      stopping = true;
      await Promise.all(all);
      return done;
    },
  };
}
