/** One field that can't be as it was given; `problem` is to be read after the field's name. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

/** What was given about a person breaks rules; every problem at once, never a value. */
export class InvalidAccount extends Error {
  constructor(readonly problems: readonly FieldProblem[]) {
    super(`the person can't be like this: ${problems.map(({ field }) => field).join(', ')}`);
    this.name = 'InvalidAccount';
  }
}

/** Somebody else signs in with that name already. */
export class SignInNameTaken extends Error {
  constructor(
    readonly field: 'email' | 'preferred_username',
    options?: ErrorOptions,
  ) {
    super(`${field} is another person's sign-in name`, options);
    this.name = 'SignInNameTaken';
  }
}

/** The imported `sub` belongs, or once belonged, to somebody. */
export class SubjectTaken extends Error {
  readonly field = 'sub';

  constructor(options?: ErrorOptions) {
    super('sub is or was that of another person', options);
    this.name = 'SubjectTaken';
  }
}

/** Nobody has that id. */
export class AccountNotFound extends Error {
  constructor() {
    super('there is no such person');
    this.name = 'AccountNotFound';
  }
}

/** The person was changed since the version that the caller read. */
export class VersionConflict extends Error {
  constructor() {
    super('the person was changed by somebody else meanwhile');
    this.name = 'VersionConflict';
  }
}

/** It would leave nobody who can administer Portico. */
export class LastOwner extends Error {
  constructor() {
    super('the last enabled owner stays an owner');
    this.name = 'LastOwner';
  }
}

/** The cursor isn't one that a list gave. */
export class MalformedCursor extends Error {
  readonly field = 'cursor';

  constructor() {
    super('cursor is not one that a list returned');
    this.name = 'MalformedCursor';
  }
}
