import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ConfirmSignOut, SignedOut } from '#libs/logout';
import { BrowserReply } from '../browser-reply.js';
import { FormTickets } from '../form-tickets.js';
import { personCard } from '../person-card.js';
import { renderSignedOut, renderSignOutConfirm } from '../views/index.js';

/** The page that asks whether to sign out, and the one that says that it is done. */
@Injectable()
export class SignOutPages {
  constructor(
    private readonly reply: BrowserReply,
    private readonly tickets: FormTickets,
  ) {}

  async ask(
    { request: { client, ui_locales }, parameters, signedIn: { account, session } }: ConfirmSignOut,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<void> {
    const about = parameters.toQuery();
    const view = {
      request: about,
      ticket: this.tickets.write({ session, about }),
      person: personCard(account),
      client,
    };
    await this.reply.page(request, to, (context) => renderSignOutConfirm({ ...context, ...view }), {
      uiLocales: ui_locales,
    });
  }

  async done(
    { request: { client, ui_locales } }: SignedOut,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<void> {
    await this.reply.page(request, to, (context) => renderSignedOut({ ...context, client }), {
      uiLocales: ui_locales,
    });
  }
}
