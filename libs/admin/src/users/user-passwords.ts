import { Injectable } from '@nestjs/common';
import { Passwords } from '#libs/accounts';
import { Database } from '#libs/storage';
import type { Administrator } from '../access/administrator.js';
import { UserAccess } from './user-access.js';
import { UserAdministration } from './user-administration.js';
import { UserAudit } from './user-audit.js';

/** Passwords that administrators set. */
@Injectable()
export class UserPasswords {
  constructor(
    private readonly users: UserAdministration,
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly access: UserAccess,
    private readonly audit: UserAudit,
  ) {}

  /** Whoever had the old password has nothing from it any more. @throws UnusablePassword, HasherBusy */
  async set(id: string, password: string, by: Administrator): Promise<void> {
    const person = await this.users.findChangeable(id, by);
    const hash = await this.passwords.hash(password, person);
    await this.database.transaction(async (tx) => {
      await this.passwords.store(id, hash, tx);
      await this.audit.record('account.password_set', id, by, undefined, tx);
    });
    await this.access.end(id);
  }
}
