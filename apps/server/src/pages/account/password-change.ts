import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HasherBusy, Passwords, UnusablePassword } from '#libs/accounts';
import { AuditTrail } from '#libs/audit';
import { SignOut } from '#libs/logout';
import type { Parameters } from '#libs/protocol';
import { Sessions, type SignedIn } from '#libs/sessions';
import { SignIn } from '#libs/sign-in';
import { BrowserSession } from '../sign-in/browser-session.js';
import type { AccountView } from '../views/index.js';

type Problems = AccountView['passwordProblems'];

/** Lets a person change their password; the current one is asked for, and guessing it is throttled like a sign-in. */
@Injectable()
export class PasswordChange {
  constructor(
    private readonly signIn: SignIn,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly signOut: SignOut,
    private readonly browserSession: BrowserSession,
    private readonly audit: AuditTrail,
  ) {}

  /** Afterwards every other browser is signed out. Undefined when it is done. */
  async change(form: Parameters, { account, session }: SignedIn, request: FastifyRequest): Promise<Problems> {
    const current = form.get('current_password');
    const next = form.get('new_password');
    if (!current) return { current_password: 'missing' };
    if (!next) return { new_password: 'missing' };
    try {
      const proof = await this.signIn.withPassword({
        username: account.email ?? account.preferred_username ?? '',
        password: current,
        ip: request.ip,
        device: this.browserSession.deviceOf(request),
        request_id: request.id,
      });
      if ('refused' in proof)
        return { current_password: proof.refused === 'throttled' ? 'throttled' : 'wrong' };
      await this.passwords.set(account.id, next, account);
    } catch (error) {
      if (error instanceof UnusablePassword) return { new_password: error.problem };
      if (error instanceof HasherBusy) return { current_password: 'busy' };
      throw error;
    }
    await this.signOutElsewhere({ account, session });
    await this.audit.record({
      type: 'password.changed',
      actor: `account:${account.id}`,
      subject: `account:${account.id}`,
      ip: request.ip,
      request_id: request.id,
      outcome: 'success',
    });
    return undefined;
  }

  private async signOutElsewhere({ account, session }: SignedIn): Promise<void> {
    for (const other of await this.sessions.listOf(account.id)) {
      if (other.sid !== session.sid) await this.signOut.end({ account, session: other });
    }
  }
}
