import { StartRefused } from './start-refused.js';

export interface ConfigurationProblem {
  /** As the environment names it, also when the value came from the file. */
  readonly key: string;
  /** What is wrong, in words; never the value. */
  readonly problem: string;
}

/** Everything that is wrong with the configuration, at once. */
export class ConfigurationError extends StartRefused {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly ConfigurationProblem[]) {
    super(`The configuration is not valid:\n${problems.map((p) => `  ${p.key} ${p.problem}`).join('\n')}`);
  }
}
