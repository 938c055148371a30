import { Injectable } from '@nestjs/common';
import { Accounts, type CreateUserDto, Passwords } from '#libs/accounts';
import { Database } from '#libs/storage';
import type { Administrator } from '../access/administrator.js';
import { invalidField } from '../problems/problem-error.js';
import { Invitations } from './invitations.js';
import { CreatedUserDto, UserDto } from './user.dto.js';
import { UserAudit } from './user-audit.js';

/** How administrators add people: with a password, with a link to choose one, or for later. */
@Injectable()
export class UserCreation {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly invitations: Invitations,
    private readonly audit: UserAudit,
  ) {}

  /** All of it in one transaction: nobody is left behind without the password that was sent along. */
  async create({ password, invite, ...given }: CreateUserDto, by: Administrator): Promise<CreatedUserDto> {
    by.assertMayGrant(given.admin_role ?? null);
    if (invite && password !== undefined)
      throw invalidField('invite', 'must not come together with password');
    const hash = password === undefined ? undefined : await this.passwords.hash(password, given);
    return this.database.transaction(async (tx) => {
      const account = await this.accounts.create(given, tx);
      if (hash !== undefined) await this.passwords.store(account.id, hash, tx);
      const invitation = invite ? await this.invitations.issue(account.id, tx) : undefined;
      const data = { given: whatWasGiven(hash, invitation), role: account.admin_role };
      await this.audit.record('account.created', account.id, by, data, tx);
      return Object.assign(new CreatedUserDto(), UserDto.of(account), invitation);
    });
  }
}

/** For the audit trail, whose data never holds a member that is named like a secret. */
function whatWasGiven(password: unknown, invitation: unknown): 'password' | 'invitation' | 'nothing' {
  if (password !== undefined) return 'password';
  return invitation === undefined ? 'nothing' : 'invitation';
}
