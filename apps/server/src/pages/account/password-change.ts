import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HasherBusy, Passwords, UnusablePassword } from '#libs/accounts';
import { AuditTrail } from '#libs/audit';
import type { Parameters } from '#libs/protocol';
import type { SignedIn } from '#libs/sessions';
import { SignIn, type SignInResult } from '#libs/sign-in';
import type { Statements } from '#libs/storage';
import { personCard } from '../person-card.js';
import { BrowserSession } from '../sign-in/browser-session.js';
import type { AccountView } from '../views/index.js';
import { SignOutElsewhere } from './sign-out-elsewhere.js';

type Problems = AccountView['passwordProblems'];

/** Lets a person change their password; the current one is asked for, and guessing it is throttled like a sign-in. */
@Injectable()
export class PasswordChange {
  constructor(
    private readonly signIn: SignIn,
    private readonly passwords: Passwords,
    private readonly elsewhere: SignOutElsewhere,
    private readonly browserSession: BrowserSession,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Afterwards every other browser is signed out, and this one has a new secret: whoever had the old password has
   * nothing from it any more. Undefined when it is done.
   */
  async change(
    form: Parameters,
    signedIn: SignedIn,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<Problems> {
    const { account } = signedIn;
    const current = form.get('current_password');
    const next = form.get('new_password');
    if (!current) return { current_password: 'missing' };
    if (!next) return { new_password: 'missing' };
    try {
      const proof = await this.prove(signedIn, current, request);
      if ('refused' in proof)
        return { current_password: proof.refused === 'throttled' ? 'throttled' : 'wrong' };
      await this.passwords.set(account.id, next, account, (tx) => this.record(signedIn, request, tx));
      await this.elsewhere.allBut(signedIn);
      await this.browserSession.start(proof, request, to);
    } catch (error) {
      if (error instanceof UnusablePassword) return { new_password: error.problem };
      if (error instanceof HasherBusy) return { current_password: 'busy' };
      throw error;
    }
    return undefined;
  }

  private async record({ account }: SignedIn, request: FastifyRequest, within: Statements): Promise<void> {
    const about = {
      actor: `account:${account.id}`,
      subject: `account:${account.id}`,
      ip: request.ip,
      request_id: request.id,
    };
    await this.audit.record({ type: 'password.changed', outcome: 'success', ...about }, within);
  }

  private async prove(
    { account }: SignedIn,
    password: string,
    request: FastifyRequest,
  ): Promise<SignInResult> {
    const proof = await this.signIn.withPassword({
      username: personCard(account).username,
      password,
      ip: request.ip,
      device: this.browserSession.deviceOf(request),
      request_id: request.id,
    });
    return 'account' in proof && proof.account.id !== account.id ? { refused: 'wrong' } : proof;
  }
}
