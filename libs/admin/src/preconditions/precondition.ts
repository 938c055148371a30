import { VersionConflict as AccountVersionConflict } from '#libs/accounts';
import { VersionConflict as ClientVersionConflict } from '#libs/clients';
import { invalidField, ProblemError } from '../problems/problem-error.js';
import { entityTag, parseIfMatch } from './entity-tag.js';

/** How often a change that names no version is decided anew when others keep changing the same row. */
const ATTEMPTS = 5;

/** Which versions of a row the caller is ready to change: what `If-Match` says. RFC 9110 §13.1.1 */
export class Precondition {
  /** Whatever is there. */
  static readonly NONE = new Precondition('*');

  private constructor(private readonly tags: '*' | readonly string[]) {}

  /**
   * @param header absent: any version
   * @throws ProblemError precondition_required when it must be there, validation_failed when it is malformed
   */
  static parse(header: string | undefined, { required }: { readonly required: boolean }): Precondition {
    if (header === undefined) {
      if (!required) return Precondition.NONE;
      throw new ProblemError(
        'precondition_required',
        'Send If-Match with the ETag of what you replace; with * whatever is there is replaced.',
      );
    }
    const tags = parseIfMatch(header);
    if (tags === undefined) throw invalidField('If-Match', 'must be an ETag such as "3", or *');
    return new Precondition(tags);
  }

  /** @throws ProblemError version_mismatch */
  assertAdmits(version: number): void {
    if (this.tags !== '*' && !this.tags.includes(entityTag(version))) throw mismatch();
  }

  /**
   * Runs a change that is decided on the row as it is read, and written only if it is still so. When somebody else
   * was quicker, a caller who named a version is told; for another it is decided anew.
   * @throws ProblemError version_mismatch, changed_meanwhile
   */
  async change<T>(decideAndWrite: () => Promise<T>): Promise<T> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return await decideAndWrite();
      } catch (error) {
        if (!isVersionConflict(error)) throw error;
        if (this.tags !== '*') throw mismatch();
      }
    }
    throw new ProblemError('changed_meanwhile', 'Try again in a moment.');
  }
}

function isVersionConflict(error: unknown): boolean {
  return error instanceof AccountVersionConflict || error instanceof ClientVersionConflict;
}

function mismatch(): ProblemError {
  return new ProblemError('version_mismatch', 'Read it again, and decide anew: its ETag is another one now.');
}
