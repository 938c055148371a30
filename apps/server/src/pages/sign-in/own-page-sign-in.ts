import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TICKET_PARAMETER } from '#libs/authorization';
import type { Parameters } from '#libs/protocol';
import { SignedInBrowser } from '#libs/sessions';
import { BrowserReply } from '../browser-reply.js';
import { PasswordSubmission } from './password-submission.js';
import { SignInPage } from './sign-in.page.js';
import { SignInAgain } from './sign-in-again.js';
import { TO_ACCOUNT, WaysBack } from './ways-back.js';

/** The sign-in page for a page of Portico's own: the one that its ticket names, else the account page. */
@Injectable()
export class OwnPageSignIn {
  constructor(
    private readonly submission: PasswordSubmission,
    private readonly page: SignInPage,
    private readonly waysBack: WaysBack,
    private readonly browser: SignedInBrowser,
    private readonly signInAgain: SignInAgain,
    private readonly reply: BrowserReply,
  ) {}

  /** Whoever is signed in goes on at once. */
  async show(carried: Parameters, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const way = this.waysBack.read(carried.get(TICKET_PARAMETER)) ?? TO_ACCOUNT;
    if (await this.browser.signedIn(request)) return this.reply.go(to, way.page, way.fields);
    return this.page.sendForOwnPage(this.waysBack.write(way), request, to);
  }

  /** What the button does. */
  async submit(form: Parameters, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const way = this.waysBack.read(form.get(TICKET_PARAMETER));
    const refused = way
      ? await this.submission.submit(form, request, to)
      : ({ refusal: { reason: 'expired' }, username: form.get('username') } as const);
    if (refused) return this.signInAgain.show(form, refused, request, to);
    return this.reply.go(to, way?.page ?? '/account', way?.fields);
  }
}
