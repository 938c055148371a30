/** An access policy that a person, a role, a group or a client was given, with what its parameters are for them. */
export interface PolicyAssignment {
  readonly policy_id: string;
  readonly parameters: Readonly<Record<string, PolicyParameter>>;
}

export type PolicyParameter = string | number | boolean | readonly (string | number | boolean)[];

/** What a bearer of policies may have: everything, or what its policies allow. */
export interface PolicyAccess {
  /** Policies count only without it. */
  readonly unrestricted: boolean;
  readonly access_policies: readonly PolicyAssignment[];
}
