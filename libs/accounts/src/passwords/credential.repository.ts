import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database, type Statements } from '#libs/storage';
import { AccountNotFound } from '../account-errors.js';

/** What people prove themselves with; of a password, its hash. */
@Injectable()
export class CredentialRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async passwordOf(accountId: string): Promise<string | undefined> {
    const row = await this.database.row<{ data: string }>(
      "SELECT data FROM credentials WHERE id = ? AND account_id = ? AND type = 'password'",
      [accountId, accountId],
    );
    return row?.data;
  }

  /**
   * Gives a person this password and no other, in the caller's transaction. A person has one, so its row has the
   * person's id: two requests at once can't make it two. The account is locked first, so that the password of
   * somebody who is being deleted isn't left behind.
   * @throws AccountNotFound
   */
  async replacePassword(accountId: string, hash: string, within: Statements): Promise<void> {
    const now = this.clock.now();
    const locked = await within.affected('UPDATE accounts SET version = version WHERE id = ?', [accountId]);
    if (locked !== 1) throw new AccountNotFound();
    await within.affected('DELETE FROM credentials WHERE id = ?', [accountId]);
    await within.affected(
      "INSERT INTO credentials (id, account_id, type, data, created_at, last_used_at) VALUES (?, ?, 'password', ?, ?, NULL)",
      [accountId, accountId, hash, now],
    );
  }

  /** Notes that the password was used, and keeps its new hash, unless it was changed meanwhile. */
  async used(accountId: string, hash: string, renewed: string): Promise<void> {
    await this.database.affected(
      'UPDATE credentials SET last_used_at = ?, data = ? WHERE id = ? AND data = ?',
      [this.clock.now(), renewed, accountId, hash],
    );
  }
}
