import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type PersonStep, Tickets } from '#libs/authorization';
import { Parameters } from '#libs/protocol';
import { BrowserReply } from '../browser-reply.js';
import { Flash } from '../flash.js';
import { PageContexts } from '../page-contexts.js';
import { personCard } from '../person-card.js';
import { imageOrigins, renderSignIn, type SignInQuestion, type SignInView } from '../views/index.js';

export const SIGN_IN_PATH = '/sign-in';

type SignInStep = Extract<PersonStep, { step: 'sign_in' }>;

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
    private readonly contexts: PageContexts,
    private readonly tickets: Tickets,
    private readonly flash: Flash,
  ) {}

  /** For an application. */
  async send(step: SignInStep, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const { client, parameters, ui_locales, login_hint } = step.request;
    const said = await this.flash.take<SignInFlash>(request, to, SIGN_IN_PATH);
    const html = renderSignIn({
      ...this.contexts.of(request, ui_locales),
      request: parameters.toQuery(),
      ticket: this.tickets.write(step.ticket),
      client,
      question: questionOf(step, said, login_hint),
      refusal: said?.refusal,
      reference: said?.reference,
    });
    await this.reply.page(to, html, { imgOrigins: imageOrigins(client) });
  }

  /** For Portico's own account page. */
  async sendForAccount(request: FastifyRequest, to: FastifyReply): Promise<void> {
    const said = await this.flash.take<SignInFlash>(request, to, SIGN_IN_PATH);
    const html = renderSignIn({
      ...this.contexts.of(request),
      request: '',
      ticket: this.tickets.write(this.tickets.first(Parameters.fromQuery(''))),
      question: { ask: 'credentials', username: said?.username },
      refusal: said?.refusal,
      reference: said?.reference,
    });
    await this.reply.page(to, html);
  }
}

function questionOf(
  { reason, signedIn }: SignInStep,
  said?: SignInFlash,
  loginHint?: string,
): SignInQuestion {
  if (signedIn && !said?.another) {
    if (reason === 'again') return { ask: 'password', person: personCard(signedIn.account) };
    if (reason === 'choose' && !said?.refusal)
      return { ask: 'account', person: personCard(signedIn.account) };
  }
  return { ask: 'credentials', username: said?.username ?? loginHint };
}
