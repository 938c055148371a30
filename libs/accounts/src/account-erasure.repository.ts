import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import type { Statements } from '#libs/storage';
import type { Account } from './account.js';

/** What only exists because a person does. */
const TABLES_OF_A_PERSON = ['sign_in_names', 'credentials', 'one_time_tokens', 'group_members'] as const;

/** Takes a person out of the directory, so that nothing of them is left but that their `sub` was used. */
@Injectable()
export class AccountErasure {
  constructor(private readonly clock: Clock) {}

  /**
   * Erases profile, names, credentials and one-time tokens and leaves the tombstone of `sub`, in the caller's
   * transaction.
   * @returns false, and nothing is erased, when the person was changed or erased since they were read
   */
  async erase({ id, sub, version }: Account, within: Statements): Promise<boolean> {
    const gone = await within.affected('DELETE FROM accounts WHERE id = ? AND version = ?', [id, version]);
    if (gone !== 1) return false;
    await within.affected('INSERT INTO retired_subjects (sub, deleted_at) VALUES (?, ?)', [
      sub,
      this.clock.now(),
    ]);
    for (const table of TABLES_OF_A_PERSON) {
      await within.affected(`DELETE FROM ${table} WHERE account_id = ?`, [id]);
    }
    return true;
  }
}
