import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TICKET_PARAMETER, Tickets } from '#libs/authorization';
import { BrowserReply } from '../browser-reply.js';
import { Flash } from '../flash.js';
import { personCard } from '../person-card.js';
import { SIGN_IN_PATH, SIGN_UP_PATH } from '../person-paths.js';
import type { SignInStep } from '../sign-in/sign-in.page.js';
import { imageOrigins, renderSignUp, type SignUpView } from '../views/index.js';

/** What the form before this page left to say. */
export type SignUpFlash = Pick<SignUpView, 'values' | 'problems' | 'refusal' | 'reference'>;

/** The page where a person makes an account. */
@Injectable()
export class SignUpPage {
  constructor(
    private readonly reply: BrowserReply,
    private readonly tickets: Tickets,
    private readonly flash: Flash,
  ) {}

  /** For an application. Initiating User Registration via OpenID Connect 1.0 §4.1 */
  async send(step: SignInStep, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const { client, parameters, ui_locales, login_hint } = step.request;
    const said = await this.flash.take<SignUpFlash>(request, to, SIGN_UP_PATH);
    const carried = { request: parameters.toQuery(), ticket: this.tickets.write(step.ticket) };
    const view = {
      ...said,
      ...carried,
      client,
      besides: step.signedIn && personCard(step.signedIn.account),
      values: said?.values ?? { email: addressIn(login_hint) },
      signInLink: this.reply.link(SIGN_IN_PATH, Object.entries(carried)),
    };
    await this.reply.page(request, to, (context) => renderSignUp({ ...context, ...view }), {
      uiLocales: ui_locales,
      imgOrigins: imageOrigins(client),
    });
  }

  /** For a page of Portico's own. @param ticket of the way back there */
  async sendForOwnPage(ticket: string, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const said = await this.flash.take<SignUpFlash>(request, to, SIGN_UP_PATH);
    const signInLink = this.reply.link(SIGN_IN_PATH, [[TICKET_PARAMETER, ticket]]);
    const view = { ...said, request: '', ticket, signInLink };
    await this.reply.page(request, to, (context) => renderSignUp({ ...context, ...view }));
  }
}

/** A `login_hint` may be anything that says who somebody is. OpenID Connect Core 1.0 §3.1.2.1 */
function addressIn(hint: string | undefined): string | undefined {
  return hint?.includes('@') ? hint : undefined;
}
