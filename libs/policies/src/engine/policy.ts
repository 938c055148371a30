/** One value that an attribute of a resource can have. */
export type Scalar = string | number | boolean;

/** What a parameter is given at an assignment. */
export type ParameterValue = Scalar | readonly Scalar[];

/** What a criterion compares with, besides what stands in the policy itself; `parameter.NAME` besides these. */
export const VARIABLES = {
  'person.id': 'one',
  'person.sub': 'one',
  'person.email': 'one',
  'person.roles': 'many',
  'person.groups': 'many',
  'person.group_names': 'many',
  'client.id': 'one',
} as const satisfies Readonly<Record<string, 'one' | 'many'>>;

/** A value that is known only when a decision is made. An object, so that no text can ever become one. */
export interface Variable {
  readonly variable: string;
}

export const OPERATORS = [
  'equals',
  'not_equals',
  'in',
  'not_in',
  'contains',
  'at_least',
  'at_most',
  'exists',
] as const;
export type Operator = (typeof OPERATORS)[number];

/** One condition on an attribute of a resource. An attribute that isn't there meets none, but `exists: false`. */
export interface Criterion {
  readonly attribute: string;
  readonly operator: Operator;
  readonly value: ParameterValue | Variable;
}

/** What may be done, to which resources. */
export interface Rule {
  /** Unique within its policy: what explanations call it by. */
  readonly name: string;
  readonly resource: {
    /** A type, or `*`. */
    readonly type: string;
    /** All of them. */
    readonly where: readonly Criterion[];
  };
  /** Names of actions, or `*`. */
  readonly actions: readonly string[];
  /** The rule counts only where one of these was granted; none: with any. */
  readonly scopes: readonly string[];
  readonly hidden_fields: readonly string[];
  readonly read_only_fields: readonly string[];
}

/** When a policy counts at all. An empty list, or null, is no condition. */
export interface Entry {
  /** The person must have one of these roles, be in one of these groups or be one of these people. */
  readonly roles: readonly string[];
  /** Ids. */
  readonly groups: readonly string[];
  /** Ids of accounts. */
  readonly people: readonly string[];
  /** Addresses and ranges, of which one must hold where the request comes from. */
  readonly networks: readonly string[];
  /** Epoch seconds, the first at which it counts. */
  readonly valid_from: number | null;
  /** Epoch seconds, the first at which it counts no more. */
  readonly valid_until: number | null;
  /** Seconds that an access token given by it lives at most. */
  readonly access_token_lifetime: number | null;
}

export const PARAMETER_TYPES = ['text', 'number', 'boolean', 'texts'] as const;
export type ParameterType = (typeof PARAMETER_TYPES)[number];

/** Something that is said at each assignment. */
export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly description: string | null;
}

/** What an administrator writes. */
export interface PolicyDocument {
  readonly name: string;
  readonly description: string | null;
  readonly parameters: readonly Parameter[];
  readonly entry: Entry;
  readonly rules: readonly Rule[];
}

/** A policy as it is in force. */
export interface Policy extends PolicyDocument {
  readonly id: string;
  readonly version: number;
}
