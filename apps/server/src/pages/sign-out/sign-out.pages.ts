import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ConfirmSignOut, LogoutRequest, SignedOut } from '#libs/logout';
import { RefusalNotes } from '../../http/refusal-notes.js';
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
    private readonly notes: RefusalNotes,
  ) {}

  async ask(
    { request: asked, parameters, signedIn: { account, session } }: ConfirmSignOut,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<void> {
    const about = parameters.toQuery();
    const view = {
      request: about,
      ticket: this.tickets.write({ session, about }),
      person: personCard(account),
      client: asked.client,
      reference: this.noted(asked, request),
    };
    await this.reply.page(request, to, (context) => renderSignOutConfirm({ ...context, ...view }), {
      uiLocales: asked.ui_locales,
    });
  }

  async done({ request: asked }: SignedOut, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const view = { client: asked.client, reference: this.noted(asked, request) };
    await this.reply.page(request, to, (context) => renderSignedOut({ ...context, ...view }), {
      uiLocales: asked.ui_locales,
    });
  }

  /** Why the browser does not go back, for administrators. */
  private noted({ client, rejected_target }: LogoutRequest, request: FastifyRequest): string | undefined {
    const client_id = client?.client_id;
    return (
      rejected_target && this.notes.note({ code: 'invalid_request', ...rejected_target, client_id }, request)
    );
  }
}
