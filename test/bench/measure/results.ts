import type { Engine } from '../options.js';
import type { WorkName } from '../works/works.js';
import type { Round } from './round.js';
import type { Saturation } from './saturation.js';
import { median, quantile } from './statistics.js';

/** What a work costs a contender: the median of its rounds; the latencies are those of all rounds. */
export interface Cost {
  /** CPU milliseconds per flow, of the server's process and of the database's. */
  readonly server_ms: number;
  readonly database_ms: number;
  readonly total_ms: number;
  readonly flows_per_second: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
  readonly resident_mb: number;
  /** Server and database together, of each round: how much they differ says how quiet the machine was. */
  readonly rounds_ms: readonly number[];
}

export interface WorkResult {
  readonly work: WorkName;
  readonly costs: Readonly<Record<string, Cost>>;
}

export interface EngineResult {
  readonly engine: Engine;
  readonly description: string;
  /** CPU milliseconds of one password's hash, alone. */
  readonly hash_ms?: number;
  readonly works: readonly WorkResult[];
  /** Of Portico. */
  readonly saturation?: Saturation;
}

export function costOf(rounds: readonly Round[]): Cost {
  const totals = rounds.map(({ server_ms, database_ms }) => server_ms + database_ms);
  const latencies = rounds.flatMap((round) => round.latencies);
  return {
    server_ms: rounded(median(rounds.map((round) => round.server_ms))),
    database_ms: rounded(median(rounds.map((round) => round.database_ms))),
    total_ms: rounded(median(totals)),
    flows_per_second: Math.round(median(rounds.map((round) => round.flows_per_second))),
    p50_ms: rounded(quantile(latencies, 0.5)),
    p99_ms: rounded(quantile(latencies, 0.99)),
    resident_mb: Math.max(...rounds.map((round) => round.resident_mb)),
    rounds_ms: totals.map(rounded),
  };
}

/** How many times as much; undefined where there is nothing to compare with. */
export function ratio({ costs }: WorkResult, name: string, to: string): number | undefined {
  const [one, other] = [costs[name], costs[to]];
  return one && other && other.total_ms > 0 ? one.total_ms / other.total_ms : undefined;
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
