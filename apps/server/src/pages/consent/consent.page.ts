import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { askedFor, type PersonStep, Tickets } from '#libs/authorization';
import { BrowserReply } from '../browser-reply.js';
import { personCard } from '../person-card.js';
import { imageOrigins, renderConsent } from '../views/index.js';

/** The page where a person agrees, or doesn't, to what an application asks for. */
@Injectable()
export class ConsentPage {
  constructor(
    private readonly reply: BrowserReply,
    private readonly tickets: Tickets,
  ) {}

  async send(
    { request: asked, ticket, signedIn }: Extract<PersonStep, { step: 'consent' }>,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<void> {
    const { client, parameters, ui_locales, redirect_uri } = asked;
    const { scope, claims } = askedFor(asked);
    const view = {
      request: parameters.toQuery(),
      ticket: this.tickets.write(ticket),
      client,
      person: personCard(signedIn.account),
      scopes: scope,
      claims,
      returnsTo: new URL(redirect_uri.value).host || undefined,
    };
    await this.reply.page(request, to, (context) => renderConsent({ ...context, ...view }), {
      uiLocales: ui_locales,
      imgOrigins: imageOrigins(client),
    });
  }
}
