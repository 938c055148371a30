import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { isUniqueViolation, type Statements } from '#libs/storage';
import { SignInNameTaken } from './account-errors.js';
import { type SignInNameOf, signInNameChanges } from './sign-in-names-of.js';

/** Who may sign in under which name. The primary key lets no two people have the same. */
@Injectable()
export class SignInNameRepository {
  constructor(private readonly clock: Clock) {}

  /**
   * Makes the names of a person those of `after`, in the caller's transaction.
   * @throws SignInNameTaken naming the field whose name somebody else has
   */
  async swap(
    accountId: string,
    before: readonly SignInNameOf[],
    after: readonly SignInNameOf[],
    within: Statements,
  ): Promise<void> {
    const { dropped, added } = signInNameChanges(before, after);
    for (const { normalised } of dropped) {
      await within.affected('DELETE FROM sign_in_names WHERE normalised = ? AND account_id = ?', [
        normalised,
        accountId,
      ]);
    }
    for (const name of added) await this.add(accountId, name, within);
  }

  private async add(accountId: string, name: SignInNameOf, within: Statements): Promise<void> {
    try {
      await within.affected(
        'INSERT INTO sign_in_names (normalised, account_id, kind, created_at) VALUES (?, ?, ?, ?)',
        [name.normalised, accountId, name.kind, this.clock.now()],
      );
    } catch (cause) {
      throw isUniqueViolation(cause) ? new SignInNameTaken(name.field, { cause }) : cause;
    }
  }
}
