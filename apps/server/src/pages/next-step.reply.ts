import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type NextStep, NextStepResponder, type PersonStep, Tickets } from '#libs/authorization';
import { BrowserReply } from './browser-reply.js';
import { ConsentPage } from './consent/consent.page.js';
import { ResponseReply } from './response.reply.js';
import { SignInPage } from './sign-in/sign-in.page.js';

const PAGES = { sign_in: '/sign-in', consent: '/consent' } as const;

/** Answers a browser with the next step of its authorization request. */
@Injectable()
export class NextStepReply implements NextStepResponder {
  constructor(
    private readonly reply: BrowserReply,
    private readonly responses: ResponseReply,
    private readonly signInPage: SignInPage,
    private readonly consentPage: ConsentPage,
    private readonly tickets: Tickets,
  ) {}

  async answer(step: NextStep, request: FastifyRequest, to: FastifyReply): Promise<void> {
    switch (step.step) {
      case 'respond':
        return this.responses.send(step.response, request, to);
      case 'repeat':
        return this.reply.carry(request, to, '/oauth2/authorize', step.parameters.entries);
      case 'sign_in':
      case 'consent':
        return this.toPage(step, request, to);
    }
  }

  /** By redirect, so that the page has an address of its own; a request too long for that is shown right here. */
  private async toPage(step: PersonStep, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const path = PAGES[step.step];
    const carried = [
      ['request', step.request.parameters.toQuery()],
      ['ticket', this.tickets.write(step.ticket)],
    ] as const;
    if (this.reply.fits(path, carried)) return this.reply.go(to, path, carried);
    return step.step === 'sign_in'
      ? this.signInPage.send(step, request, to)
      : this.consentPage.send(step, request, to);
  }
}
