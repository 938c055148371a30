import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Account, Accounts, OneTimeTokens, Passwords, UnusablePassword } from '#libs/accounts';
import { AuditTrail } from '#libs/audit';
import { ACR_PASSWORD } from '#libs/sign-in';
import { Database } from '#libs/storage';
import { BrowserSession } from '../sign-in/browser-session.js';
import type { PasswordProblem } from '../views/index.js';

/** Takes the password of somebody who was invited. */
@Injectable()
export class Invitation {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly tokens: OneTimeTokens,
    private readonly passwords: Passwords,
    private readonly audit: AuditTrail,
    private readonly browserSession: BrowserSession,
  ) {}

  /** Whom the link is for, while it is good. */
  async invited(token: string): Promise<Account | undefined> {
    const found = token === '' ? undefined : await this.tokens.peek('invitation', token);
    if (!found?.account_id) return undefined;
    const account = await this.accounts.findById(found.account_id);
    return account?.status === 'enabled' ? account : undefined;
  }

  /** Spends the link, sets the password and signs the person in. `dead`: another was faster. */
  async accept(
    account: Account,
    token: string,
    password: string | undefined,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<'done' | 'dead' | PasswordProblem> {
    if (password === undefined) return 'missing';
    try {
      const hash = await this.passwords.hash(password, account);
      const spent = await this.database.transaction(async (transaction) => {
        if (!(await this.tokens.spend('invitation', token, transaction))) return false;
        await this.passwords.store(account.id, hash, transaction);
        await this.audit.record(
          {
            type: 'invitation.accepted',
            actor: `account:${account.id}`,
            subject: `account:${account.id}`,
            ip: request.ip,
            request_id: request.id,
            outcome: 'success',
          },
          transaction,
        );
        return true;
      });
      if (!spent) return 'dead';
    } catch (error) {
      if (error instanceof UnusablePassword) return error.problem;
      throw error;
    }
    await this.browserSession.start({ account, amr: ['pwd'], acr: ACR_PASSWORD }, undefined, request, to);
    return 'done';
  }
}
