import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type PersonStep, TICKET_PARAMETER, Tickets } from '#libs/authorization';
import { BrowserReply } from './browser-reply.js';
import { ConsentPage } from './consent/consent.page.js';
import { SIGN_IN_PATH, SignInPage } from './sign-in/sign-in.page.js';

const PATHS: Readonly<Record<PersonStep['step'], string>> = { sign_in: SIGN_IN_PATH, consent: '/consent' };

/** The pages on which a person does their part of an authorization request. */
@Injectable()
export class PersonPages {
  constructor(
    private readonly reply: BrowserReply,
    private readonly signInPage: SignInPage,
    private readonly consentPage: ConsentPage,
    private readonly tickets: Tickets,
  ) {}

  /** By redirect, so that the page has an address of its own; a request too long for that is shown right here. */
  async goTo(step: PersonStep, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const carried = [
      ['request', step.request.parameters.toQuery()],
      [TICKET_PARAMETER, this.tickets.write(step.ticket)],
    ] as const;
    if (this.reply.fits(PATHS[step.step], carried)) return this.reply.go(to, PATHS[step.step], carried);
    return this.show(step, request, to);
  }

  async show(step: PersonStep, request: FastifyRequest, to: FastifyReply): Promise<void> {
    return step.step === 'sign_in'
      ? this.signInPage.send(step, request, to)
      : this.consentPage.send(step, request, to);
  }
}
