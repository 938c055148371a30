import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Consents } from '#libs/authorization';
import { SignOut } from '#libs/logout';
import type { Parameters } from '#libs/protocol';
import { Sessions, type SignedIn } from '#libs/sessions';
import { Flash } from '../flash.js';
import { ACCOUNT_PATH, type AccountFlash } from './account.page.js';
import { PasswordChange } from './password-change.js';

/** What the account page's buttons do. */
@Injectable()
export class AccountActions {
  constructor(
    private readonly consents: Consents,
    private readonly sessions: Sessions,
    private readonly signOut: SignOut,
    private readonly passwordChange: PasswordChange,
    private readonly flash: Flash,
  ) {}

  async removeApplication(form: Parameters, { account }: SignedIn, to: FastifyReply): Promise<void> {
    const clientId = form.get('client_id') ?? '';
    if (await this.consents.revoke(account.id, clientId, `account:${account.id}`)) {
      await this.say(to, { notice: 'application_removed' });
    }
  }

  /** One of the person's own; another's is as good as unknown. */
  async endSession(form: Parameters, { account }: SignedIn, to: FastifyReply): Promise<void> {
    const own = await this.sessions.listOf(account.id);
    const session = own.find((each) => each.sid === form.get('sid'));
    if (!session) return;
    await this.signOut.end({ account, session });
    await this.say(to, { notice: 'session_ended' });
  }

  async changePassword(
    form: Parameters,
    signedIn: SignedIn,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<void> {
    const passwordProblems = await this.passwordChange.change(form, signedIn, request, to);
    await this.say(to, passwordProblems ? { passwordProblems } : { notice: 'password_changed' });
  }

  private say(to: FastifyReply, said: AccountFlash): Promise<void> {
    return this.flash.put(to, ACCOUNT_PATH, said);
  }
}
