import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Tickets } from '#libs/authorization';
import type { LogoutRequest, LogoutStep, LogoutStepResponder } from '#libs/logout';
import { BrowserReply } from '../browser-reply.js';
import { PageContexts } from '../page-contexts.js';
import { BrowserSession } from '../sign-in/browser-session.js';
import { renderSignedOut } from '../views/index.js';
import { SignOutPage } from './sign-out.page.js';

export const SIGN_OUT_PATH = '/sign-out';

/** Answers a browser with the next step of its logout request. */
@Injectable()
export class SignedOutReply implements LogoutStepResponder {
  constructor(
    private readonly reply: BrowserReply,
    private readonly contexts: PageContexts,
    private readonly browserSession: BrowserSession,
    private readonly tickets: Tickets,
    private readonly page: SignOutPage,
  ) {}

  async answer(step: LogoutStep, request: FastifyRequest, to: FastifyReply): Promise<void> {
    switch (step.step) {
      case 'signed_out':
        return this.signedOut(step.request, request, to);
      case 'repeat_logout':
        return this.reply.carry(request, to, '/oauth2/logout', step.parameters.entries);
      case 'confirm_sign_out': {
        const ticket = { ...this.tickets.first(step.parameters), sid: step.signedIn.session.sid };
        const carried = [
          ['request', step.parameters.toQuery()],
          ['ticket', this.tickets.write(ticket)],
        ] as const;
        if (this.reply.fits(SIGN_OUT_PATH, carried)) return this.reply.go(to, SIGN_OUT_PATH, carried);
        return this.page.send(step.request, step.parameters, step.signedIn, request, to);
      }
    }
  }

  /** Back to the application, where that is allowed; else a page that says so. */
  async signedOut(
    { client, target, ui_locales }: LogoutRequest,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<void> {
    this.browserSession.forget(to);
    if (target) return this.reply.redirect(request, to, withState(target.redirect_uri, target.state));
    await this.reply.page(to, renderSignedOut({ ...this.contexts.of(request, ui_locales), client }));
  }
}

/** RP-Initiated Logout 1.0 §3: `state` joins the query; the rest of the URI stays, byte for byte. */
function withState(uri: string, state: string | undefined): string {
  if (state === undefined) return uri;
  return `${uri}${uri.includes('?') ? '&' : '?'}${new URLSearchParams({ state })}`;
}
