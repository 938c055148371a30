import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type LogoutStep, type LogoutStepResponder, locationOf } from '#libs/logout';
import type { Parameters } from '#libs/protocol';
import { BrowserReply } from '../browser-reply.js';
import { BrowserSession } from '../sign-in/browser-session.js';
import { SignOutPages } from './sign-out.pages.js';
import { LOGOUT_PATH, SigningOutPage } from './signing-out.page.js';

const SIGN_OUT_PATH = '/sign-out';

/** Answers a browser with the next step of its logout request. */
@Injectable()
export class LogoutStepReply implements LogoutStepResponder {
  constructor(
    private readonly reply: BrowserReply,
    private readonly browserSession: BrowserSession,
    private readonly pages: SignOutPages,
    private readonly signingOut: SigningOutPage,
  ) {}

  async answer(step: LogoutStep, request: FastifyRequest, to: FastifyReply): Promise<void> {
    switch (step.step) {
      case 'repeat_logout':
        return this.reply.carry(request, to, LOGOUT_PATH, step.parameters.entries);
      case 'confirm_sign_out':
        return this.goToPage(step.parameters, to) ?? this.pages.ask(step, request, to);
      case 'signed_out': {
        this.browserSession.forget(to);
        if (step.frontChannel.length > 0) return this.signingOut.send(step, request, to);
        const { target } = step.request;
        if (target) return this.reply.redirect(request, to, locationOf(target));
        const byForm = request.method === 'POST';
        return (byForm && this.goToPage(step.parameters, to)) || this.pages.done(step, request, to);
      }
    }
  }

  /** By redirect, so that the page has an address of its own. Undefined: the request is too long for that. */
  private goToPage(parameters: Parameters, to: FastifyReply): Promise<void> | undefined {
    const carried = [['request', parameters.toQuery()]] as const;
    return this.reply.fits(SIGN_OUT_PATH, carried) ? this.reply.go(to, SIGN_OUT_PATH, carried) : undefined;
  }
}
