import { Injectable } from '@nestjs/common';
import { type Account, Accounts, type HashedPassword, Passwords, SignInNameTaken } from '#libs/accounts';
import { AuditTrail } from '#libs/audit';
import { Database } from '#libs/storage';
import type { CompleteSignUp } from './sign-up-form.js';

/** Where an attempt came from, for the record. */
export interface SignUpTrace {
  readonly ip: string;
  readonly request_id?: string;
  /** The application that the person was on their way to. */
  readonly client_id?: string;
}

/** The accounts that people make for themselves. */
@Injectable()
export class SelfMadeAccounts {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Person, password and record in one transaction. Nobody has verified the address, and the person may nothing that
   * an administrator didn't give to everybody.
   * @returns undefined when the address is somebody's already; of many at once with one address, one gets an account
   */
  async create(
    { email, name }: CompleteSignUp,
    hash: HashedPassword,
    trace: SignUpTrace,
  ): Promise<Account | undefined> {
    try {
      return await this.database.transaction(async (transaction) => {
        const account = await this.accounts.create({ email, name, email_verified: false }, transaction);
        await this.passwords.store(account.id, hash, transaction);
        const self = `account:${account.id}`;
        await this.audit.record(
          { type: 'account.signed_up', actor: self, subject: self, outcome: 'success', ...trace },
          transaction,
        );
        return account;
      });
    } catch (error) {
      if (!(error instanceof SignInNameTaken)) throw error;
      await this.recordRefusal(email, trace);
      return undefined;
    }
  }

  /** So that administrators see it when somebody tries out addresses. Never the address itself. */
  private async recordRefusal(email: string, trace: SignUpTrace): Promise<void> {
    const taken = await this.accounts.findBySignInName(email);
    await this.audit.record({
      type: 'account.sign_up_refused',
      actor: 'anonymous',
      subject: taken ? `account:${taken.id}` : null,
      outcome: 'failure',
      data: { reason: 'unavailable' },
      ...trace,
    });
  }
}
