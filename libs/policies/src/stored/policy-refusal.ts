/** There is no such policy. */
export class PolicyNotFound extends Error {
  override readonly name = 'PolicyNotFound';

  constructor() {
    super('there is no such access policy');
  }
}

/** Another policy has this name. */
export class PolicyNameTaken extends Error {
  override readonly name = 'PolicyNameTaken';

  constructor(options?: ErrorOptions) {
    super('another access policy has this name', options);
  }
}

/** Somebody has the policy. */
export class PolicyInUse extends Error {
  override readonly name = 'PolicyInUse';

  constructor(readonly users: readonly PolicyUser[]) {
    const some = users.slice(0, 5).map(({ kind, id }) => `${kind} ${id}`);
    super(
      `it is in use by ${some.join(', ')}${users.length > some.length ? ' and others' : ''}: take it from them first`,
    );
  }
}

/** Somebody, or something, that was given a policy. */
export interface PolicyUser {
  readonly kind: 'client' | 'group' | 'role' | 'person';
  readonly id: string;
}
