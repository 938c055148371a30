import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Tickets } from '#libs/authorization';
import type { LogoutRequest } from '#libs/logout';
import type { Parameters } from '#libs/protocol';
import type { SignedIn } from '#libs/sessions';
import { BrowserReply } from '../browser-reply.js';
import { PageContexts } from '../page-contexts.js';
import { personCard } from '../person-card.js';
import { renderSignOutConfirm } from '../views/index.js';

/** The page that asks whether to sign out. */
@Injectable()
export class SignOutPage {
  constructor(
    private readonly reply: BrowserReply,
    private readonly contexts: PageContexts,
    private readonly tickets: Tickets,
  ) {}

  async send(
    { client, ui_locales }: LogoutRequest,
    parameters: Parameters,
    { account, session }: SignedIn,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<void> {
    const html = renderSignOutConfirm({
      ...this.contexts.of(request, ui_locales),
      request: parameters.toQuery(),
      ticket: this.tickets.write({ ...this.tickets.first(parameters), sid: session.sid }),
      person: personCard(account),
      client,
    });
    await this.reply.page(to, html);
  }
}
