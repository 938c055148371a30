import type { Problem } from './problem.js';

/** What was sent can't be registered. Every problem that was found is told. RFC 7591 §3.2.2 */
export class InvalidClientMetadata extends Error {
  override readonly name = 'InvalidClientMetadata';

  constructor(
    readonly problems: readonly Problem[],
    options: ErrorOptions = {},
  ) {
    super(problems.map(({ field, problem }) => `${field} ${problem}`).join('; '), options);
  }
}
