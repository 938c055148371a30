import type { Flow } from '../measure/round.js';
import type { WorkName } from '../works/works.js';

/** A server that is measured, made ready for every work. */
export interface Contender {
  readonly name: string;
  readonly pid: number;
  readonly flows: Readonly<Record<WorkName, Flow>>;
  /** One hash of a password and nothing else; of the floor. */
  readonly hash?: Flow;
  /** What it asked of the database so far; of those that count. */
  statements?(): Promise<{ readonly reads: number; readonly commits: number }>;
  stop(): Promise<void>;
}

/** Where a contender lives. */
export interface Place {
  /** For its own files. */
  readonly folder: string;
  /** An empty database of its own. */
  readonly databaseUrl: string;
  /** How many flows run at once. */
  readonly concurrency: number;
}
