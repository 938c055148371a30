import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TICKET_PARAMETER, Tickets } from '#libs/authorization';
import { Parameters } from '#libs/protocol';
import { SignedInBrowser } from '#libs/sessions';
import { BrowserReply } from '../browser-reply.js';
import { Flash } from '../flash.js';
import type { Visit } from '../visit.js';
import { VisitReply } from '../visit.reply.js';
import { PasswordSubmission } from './password-submission.js';
import { SIGN_IN_PATH, type SignInFlash } from './sign-in.page.js';

/** What the sign-in page's buttons do. After each the browser goes on by GET. */
@Injectable()
export class SignInForm {
  constructor(
    private readonly submission: PasswordSubmission,
    private readonly reply: BrowserReply,
    private readonly back: VisitReply,
    private readonly tickets: Tickets,
    private readonly browser: SignedInBrowser,
    private readonly flash: Flash,
  ) {}

  /** For an application. */
  async submit(form: Parameters, visit: Visit, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const { ticket, signedIn } = visit;
    if (!ticket) return this.back.backToAuthorize(visit.request, undefined, request, to);
    const again = (said: SignInFlash) => this.again(form, said, request, to);
    if (form.get('choice') === 'another') return again({ another: true });
    if (form.get('choice') === 'continue' && signedIn) {
      const chosen = { ...ticket, sid: signedIn.session.sid, selected: true };
      return this.back.backToAuthorize(visit.request, chosen, request, to);
    }
    const refused = await this.submission.submit(form, signedIn?.session, request, to);
    return refused ? again(refused) : this.back.backToAuthorize(visit.request, ticket, request, to);
  }

  /** For Portico's own account page. */
  async submitForAccount(form: Parameters, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const ticket = this.tickets.read(form.get(TICKET_PARAMETER), Parameters.fromQuery(''));
    if (!ticket) return this.again(form, { refusal: { reason: 'expired' } }, request, to);
    const signedIn = await this.browser.signedIn(request);
    const refused = await this.submission.submit(form, signedIn?.session, request, to);
    return refused ? this.again(form, refused, request, to) : this.reply.go(to, '/account');
  }

  /** The page once more, with what there is to say. */
  private async again(
    form: Parameters,
    said: SignInFlash,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<void> {
    await this.flash.put(to, SIGN_IN_PATH, said);
    const carried = ['request', TICKET_PARAMETER].flatMap((name) => {
      const value = form.get(name);
      return value === undefined ? [] : [[name, value] as const];
    });
    if (this.reply.fits(SIGN_IN_PATH, carried)) return this.reply.go(to, SIGN_IN_PATH, carried);
    return this.reply.carry(request, to, '/oauth2/authorize', [
      ...Parameters.fromQuery(form.get('request') ?? '').entries,
    ]);
  }
}
