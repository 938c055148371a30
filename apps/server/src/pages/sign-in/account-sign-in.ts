import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TICKET_PARAMETER } from '#libs/authorization';
import type { Parameters } from '#libs/protocol';
import { BrowserReply } from '../browser-reply.js';
import { FormTickets } from '../form-tickets.js';
import { PasswordSubmission } from './password-submission.js';
import { SignInAgain } from './sign-in-again.js';

/** What the button of the sign-in page does for Portico's own account page. */
@Injectable()
export class AccountSignIn {
  constructor(
    private readonly submission: PasswordSubmission,
    private readonly signInAgain: SignInAgain,
    private readonly tickets: FormTickets,
    private readonly reply: BrowserReply,
  ) {}

  async submit(form: Parameters, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const inTime = this.tickets.fits(form.get(TICKET_PARAMETER), {});
    const refused = inTime
      ? await this.submission.submit(form, request, to)
      : ({ refusal: { reason: 'expired' }, username: form.get('username') } as const);
    return refused ? this.signInAgain.show(form, refused, request, to) : this.reply.go(to, '/account');
  }
}
