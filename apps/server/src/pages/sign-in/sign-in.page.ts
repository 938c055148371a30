import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type PersonStep, TICKET_PARAMETER, Tickets } from '#libs/authorization';
import { SignUpSettings } from '#libs/config';
import { BrowserReply, type Fields } from '../browser-reply.js';
import { Flash } from '../flash.js';
import { personCard } from '../person-card.js';
import { SIGN_IN_PATH, SIGN_UP_PATH } from '../person-paths.js';
import { imageOrigins, renderSignIn, type SignInQuestion, type SignInView } from '../views/index.js';

export type SignInStep = Extract<PersonStep, { step: 'sign_in' }>;

/** What the form before this page left to say. */
export interface SignInFlash {
  readonly refusal?: SignInView['refusal'];
  /** As it was typed. */
  readonly username?: string;
  /** The person asked to be somebody else. */
  readonly another?: boolean;
  readonly reference?: string;
}

/** The page where a person proves who they are. */
@Injectable()
export class SignInPage {
  constructor(
    private readonly reply: BrowserReply,
    private readonly tickets: Tickets,
    private readonly flash: Flash,
    private readonly signUp: SignUpSettings,
  ) {}

  /** For an application. */
  async send(step: SignInStep, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const { client, parameters, ui_locales, login_hint } = step.request;
    const said = await this.flash.take<SignInFlash>(request, to, SIGN_IN_PATH);
    const carried = { request: parameters.toQuery(), ticket: this.tickets.write(step.ticket) };
    const view = {
      ...carried,
      client,
      question: questionOf(step, said, login_hint),
      refusal: said?.refusal,
      reference: said?.reference,
      // A new account is not whom the application expects.
      signUpLink: step.request.expected_subs ? undefined : this.signUpLink(Object.entries(carried)),
    };
    await this.reply.page(request, to, (context) => renderSignIn({ ...context, ...view }), {
      uiLocales: ui_locales,
      imgOrigins: imageOrigins(client),
    });
  }

  /** For a page of Portico's own. @param ticket of the way back there */
  async sendForOwnPage(ticket: string, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const said = await this.flash.take<SignInFlash>(request, to, SIGN_IN_PATH);
    const view = {
      request: '',
      ticket,
      question: { ask: 'credentials', username: said?.username },
      refusal: said?.refusal,
      reference: said?.reference,
      signUpLink: this.signUpLink([[TICKET_PARAMETER, ticket]]),
    } as const;
    await this.reply.page(request, to, (context) => renderSignIn({ ...context, ...view }));
  }

  /** Where people may sign up. */
  private signUpLink(carried: Fields): string | undefined {
    return this.signUp.on ? this.reply.link(SIGN_UP_PATH, carried) : undefined;
  }
}

function questionOf(
  { reason, signedIn }: SignInStep,
  said: SignInFlash = {},
  loginHint?: string,
): SignInQuestion {
  const person = signedIn && personCard(signedIn.account);
  const somebodyElse = said.another || (said.username !== undefined && said.username !== person?.username);
  if (person && !somebodyElse) {
    if (reason === 'again') return { ask: 'password', person };
    if (reason === 'choose' && !said.refusal) return { ask: 'account', person };
  }
  const unexpected = reason === 'somebody_else' ? person : undefined;
  return { ask: 'credentials', username: said.username ?? loginHint, unexpected };
}
