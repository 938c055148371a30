import type { RefusalEntity } from './refusal.entity.js';

/** Why one request was refused. `facts` were bounded when it was noted. */
export type Refusal = Readonly<RefusalEntity>;

type Optional = 'rule' | 'facts' | 'client_id' | 'ip' | 'request_id';

/** A refusal as the error filters note it. `facts` hold what the rule compared, never a secret. */
export type NewRefusal = Pick<Refusal, 'error' | 'description' | 'endpoint'> &
  Partial<Pick<Refusal, Optional>>;

/** Which refusals to list. */
export interface RefusalQuery {
  readonly client_id?: string;
  readonly rule?: string;
  readonly error?: string;
  readonly cursor?: string;
  readonly limit?: number;
}

/** One page of refusals, newest first. */
export interface RefusalPage {
  readonly refusals: readonly Refusal[];
  /** Absent on the last page. */
  readonly next_cursor?: string;
}
