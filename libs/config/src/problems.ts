import { ConfigurationError, type ConfigurationProblem } from './configuration-error.js';

/** Collects what is wrong, so that everything is told at once. */
export class Problems {
  readonly #found: ConfigurationProblem[] = [];

  add(key: string, problem: string): undefined {
    this.#found.push({ key, problem });
  }

  concerns(key: string): boolean {
    return this.#found.some((found) => found.key === key);
  }

  throwIfAny(): void {
    if (this.#found.length > 0) throw new ConfigurationError(this.#found);
  }
}
