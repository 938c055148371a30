import { parseArgs } from 'node:util';
import { WORKS, type WorkName } from './works/works.js';

export const ENGINES = ['mariadb', 'sqlite'] as const;
export type Engine = (typeof ENGINES)[number];

const NAMES = WORKS.map(({ name }) => name);
/** Passwords take long, and what they cost is the hash. */
const SHORT = NAMES.filter((name) => name !== 'password').join(',');

/** What is measured, and how long. */
export interface Options {
  readonly engines: readonly Engine[];
  readonly works: readonly WorkName[];
  readonly rounds: number;
  /** Flows that run at once. */
  readonly concurrency: number;
  /** Of the number of flows that a work has. */
  readonly scale: number;
  readonly peer: boolean;
  /** Hold the ratios to the floor against the ceilings. */
  readonly check: boolean;
  /** Write the report into `docs/benchmark`. */
  readonly write: boolean;
  /** Other builds of Portico, measured beside this one: where they are, by the name that they get. */
  readonly beside: Readonly<Record<string, string>>;
  /** Where Portico writes a CPU profile when it ends. */
  readonly profile?: string;
}

export const USAGE = `npm run bench -- [options]
  --short            few flows, no peer, no passwords, and the ceilings of docs/benchmark/ceilings.json: what CI runs
  --write            write the report into docs/benchmark
  --engines LIST     of ${ENGINES.join(', ')}
  --works LIST       of ${NAMES.join(', ')}
  --rounds N         how often each work is measured on each contender; the median counts (5)
  --concurrency N    how many flows run at once (16)
  --scale X          multiplies the number of flows (1)
  --no-peer          without oidc-provider
  --beside NAME=DIR  another built checkout of Portico, measured in the same rounds; may be repeated
  --profile DIR      write a CPU profile of Portico there`;

/** @throws Error in words */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      short: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      engines: { type: 'string' },
      works: { type: 'string' },
      rounds: { type: 'string' },
      concurrency: { type: 'string' },
      scale: { type: 'string' },
      peer: { type: 'boolean' },
      beside: { type: 'string', multiple: true, default: [] },
      profile: { type: 'string' },
    },
  });
  const { short } = values;
  return {
    engines: listOf(values.engines, ENGINES),
    works: listOf(values.works ?? (short ? SHORT : undefined), NAMES),
    rounds: numberOf(values.rounds, short ? 3 : 5),
    concurrency: numberOf(values.concurrency, 16),
    scale: numberOf(values.scale, short ? 0.2 : 1),
    peer: values.peer ?? !short,
    check: short,
    write: values.write,
    beside: Object.fromEntries(values.beside.map((pair) => splitAt(pair, '='))),
    ...(values.profile !== undefined && { profile: values.profile }),
  };
}

function listOf<T extends string>(given: string | undefined, known: readonly T[]): readonly T[] {
  if (given === undefined) return known;
  const names = given.split(',');
  const unknown = names.find((name) => !(known as readonly string[]).includes(name));
  if (unknown !== undefined) throw new Error(`${unknown} is none of ${known.join(', ')}`);
  return known.filter((name) => names.includes(name));
}

function numberOf(given: string | undefined, otherwise: number): number {
  const value = given === undefined ? otherwise : Number(given);
  if (!(value > 0)) throw new Error(`${given} is no number above 0`);
  return value;
}

function splitAt(pair: string, sign: string): [string, string] {
  const at = pair.indexOf(sign);
  if (at < 1) throw new Error(`${pair} is not NAME${sign}DIR`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}
