import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { boundTo, type Visit } from '#libs/authorization';
import type { Parameters } from '#libs/protocol';
import { VisitReply } from '../visit.reply.js';
import { PasswordSubmission } from './password-submission.js';
import type { SignInFlash } from './sign-in.page.js';
import { SignInAgain } from './sign-in-again.js';

/** What the buttons of the sign-in page do for an application. After each the browser goes on by GET. */
@Injectable()
export class SignInForm {
  constructor(
    private readonly submission: PasswordSubmission,
    private readonly signInAgain: SignInAgain,
    private readonly back: VisitReply,
  ) {}

  async submit(form: Parameters, visit: Visit, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const { ticket, signedIn } = visit;
    const again = (said: SignInFlash) => this.signInAgain.show(form, said, request, to);
    const goOn = (next = ticket) => this.back.backToAuthorize(visit.request, next, request, to);
    if (!ticket) return again({ refusal: { reason: 'expired' }, username: form.get('username') });
    const choice = form.get('choice');
    if (choice === 'another') return again({ another: true });
    if (choice === 'continue') {
      return goOn(signedIn && { ...boundTo(ticket, signedIn.session.sid), selected: true });
    }
    const refused = await this.submission.submit(form, request, to);
    return refused ? again(refused) : goOn();
  }
}
