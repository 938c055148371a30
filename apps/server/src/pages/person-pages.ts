import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type PersonStep, TICKET_PARAMETER, Tickets } from '#libs/authorization';
import { BrowserReply } from './browser-reply.js';
import { ConsentPage } from './consent/consent.page.js';
import { CONSENT_PATH, type PersonPath, SIGN_IN_PATH, SIGN_UP_PATH } from './person-paths.js';
import { SignInPage } from './sign-in/sign-in.page.js';
import { SignUpPage } from './sign-up/sign-up.page.js';

/** What is done where: who they are, people say by signing in or by signing up, and may go from one to the other. */
const STEPS: Readonly<Record<PersonPath, PersonStep['step']>> = {
  [SIGN_IN_PATH]: 'sign_in',
  [SIGN_UP_PATH]: 'sign_in',
  [CONSENT_PATH]: 'consent',
};

/** The pages on which a person does their part of an authorization request. */
@Injectable()
export class PersonPages {
  constructor(
    private readonly reply: BrowserReply,
    private readonly signInPage: SignInPage,
    private readonly signUpPage: SignUpPage,
    private readonly consentPage: ConsentPage,
    private readonly tickets: Tickets,
  ) {}

  /** By redirect, so that the page has an address of its own; a request too long for that is shown right here. */
  async goTo(step: PersonStep, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const path = pathOf(step);
    const carried = [
      ['request', step.request.parameters.toQuery()],
      [TICKET_PARAMETER, this.tickets.write(step.ticket)],
    ] as const;
    if (this.reply.fits(path, carried)) return this.reply.go(to, path, carried);
    return this.show(path, step, request, to);
  }

  /** Whether the step can be done at this page. */
  fits(path: PersonPath, step: PersonStep): boolean {
    return STEPS[path] === step.step;
  }

  async show(path: PersonPath, step: PersonStep, request: FastifyRequest, to: FastifyReply): Promise<void> {
    if (step.step === 'consent') return this.consentPage.send(step, request, to);
    return path === SIGN_UP_PATH
      ? this.signUpPage.send(step, request, to)
      : this.signInPage.send(step, request, to);
  }
}

/** Where the person is sent. */
function pathOf(step: PersonStep): PersonPath {
  if (step.step === 'consent') return CONSENT_PATH;
  return step.reason === 'create' ? SIGN_UP_PATH : SIGN_IN_PATH;
}
