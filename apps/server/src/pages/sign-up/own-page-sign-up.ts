import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TICKET_PARAMETER } from '#libs/authorization';
import type { Parameters } from '#libs/protocol';
import { SignedInBrowser } from '#libs/sessions';
import { BrowserReply } from '../browser-reply.js';
import { PageAgain } from '../page-again.js';
import { SIGN_UP_PATH } from '../person-paths.js';
import { TO_ACCOUNT, WaysBack } from '../sign-in/ways-back.js';
import { SignUpPage } from './sign-up.page.js';
import { SignUpSubmission } from './sign-up-submission.js';

/** The sign-up page on the way to a page of Portico's own: the one that its ticket names, else the account page. */
@Injectable()
export class OwnPageSignUp {
  constructor(
    private readonly submission: SignUpSubmission,
    private readonly page: SignUpPage,
    private readonly again: PageAgain,
    private readonly waysBack: WaysBack,
    private readonly browser: SignedInBrowser,
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
      ? await this.submission.submit(form, undefined, request, to)
      : this.submission.expired(form);
    if (refused) return this.again.show(SIGN_UP_PATH, form, refused, request, to);
    return this.reply.go(to, way?.page ?? TO_ACCOUNT.page, way?.fields);
  }
}
