import type { ParameterValue, Policy } from './policy.js';

/** Why somebody has a policy. */
export interface Via {
  readonly kind: 'client' | 'person' | 'role' | 'group';
  /** `client_id`, the account's id, the role's name or the group's id. */
  readonly id: string;
}

/** A policy as one client or person has it. */
export interface AppliedPolicy {
  readonly policy: Policy;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly via: Via;
}

/** One side of a decision: what it may have is the union of its policies, or everything. */
export interface Bearer {
  /** Said by an administrator, or how it started; policies count only without it. */
  readonly unrestricted: boolean;
  readonly policies: readonly AppliedPolicy[];
}

export interface ClientFacts extends Bearer {
  readonly client_id: string;
}

export interface PersonFacts extends Bearer {
  readonly id: string;
  /** What the client knows them by. */
  readonly sub: string;
  readonly email: string | null;
  readonly roles: readonly string[];
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

/** All that a decision is made from. */
export interface AccessFacts {
  /** Epoch seconds. */
  readonly now: number;
  /** The address that a request comes from; null: unknown; undefined: nobody asks, so that no condition of it counts. */
  readonly network?: string | null;
  readonly scope: readonly string[];
  readonly client: ClientFacts;
  /** Undefined for a client that acts for itself: what it may have is its own policies' alone. */
  readonly person?: PersonFacts;
}
