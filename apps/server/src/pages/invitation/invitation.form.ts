import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Account, UnusablePassword } from '#libs/accounts';
import type { Parameters } from '#libs/protocol';
import { Sessions } from '#libs/sessions';
import { ACR_PASSWORD } from '#libs/sign-in';
import { Grants } from '#libs/tokens';
import { BrowserSession } from '../sign-in/browser-session.js';
import type { PasswordProblem } from '../views/index.js';
import { Invitations } from './invitations.js';

/** What the invitation page's button does. */
@Injectable()
export class InvitationForm {
  constructor(
    private readonly invitations: Invitations,
    private readonly sessions: Sessions,
    private readonly grants: Grants,
    private readonly browserSession: BrowserSession,
  ) {}

  /** Sets the password and signs the person in. `dead`: the link is no good (any more). */
  async submit(
    form: Parameters,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<'done' | 'dead' | PasswordProblem> {
    const token = form.get('token') ?? '';
    const password = form.get('password');
    const account = await this.invitations.invited(token);
    if (!account) return 'dead';
    if (password === undefined) return 'missing';
    try {
      if (!(await this.invitations.accept(account, token, password, request))) return 'dead';
    } catch (error) {
      if (error instanceof UnusablePassword) return error.problem;
      throw error;
    }
    await this.endWhatWas(account);
    await this.browserSession.start({ account, amr: ['pwd'], acr: ACR_PASSWORD }, request, to);
    return 'done';
  }

  /** Whoever had the person's old password, if they had one, has nothing from it any more. */
  private async endWhatWas({ id }: Account): Promise<void> {
    await this.sessions.endAllOf(id);
    await this.grants.revokeOf({ account_id: id });
  }
}
