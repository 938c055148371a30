/** One thing that is wrong with what was sent. */
export interface PolicyProblem {
  /** An RFC 6901 pointer to it. */
  readonly field: string;
  /** To be read after the field; never the value. */
  readonly problem: string;
}

/** What was sent can't be a policy, or can't be given like this. */
export class InvalidPolicy extends Error {
  override readonly name = 'InvalidPolicy';

  constructor(readonly problems: readonly PolicyProblem[]) {
    super(problems.map(({ field, problem }) => `${field} ${problem}`).join('; '));
  }
}
