import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Consents, Tickets } from '#libs/authorization';
import { ClientRegistry } from '#libs/clients';
import { Parameters } from '#libs/protocol';
import { Sessions, type SignedIn } from '#libs/sessions';
import { BrowserReply } from '../browser-reply.js';
import { Flash } from '../flash.js';
import { PageContexts } from '../page-contexts.js';
import { personCard } from '../person-card.js';
import { type AccountView, type ApplicationEntry, imageOrigins, renderAccount } from '../views/index.js';

export const ACCOUNT_PATH = '/account';

/** What the form before this page left to say. */
export type AccountFlash = Pick<AccountView, 'notice' | 'passwordProblems'>;

/** The page that shows a person their applications and their sessions. */
@Injectable()
export class AccountPage {
  constructor(
    private readonly consents: Consents,
    private readonly clients: ClientRegistry,
    private readonly sessions: Sessions,
    private readonly tickets: Tickets,
    private readonly flash: Flash,
    private readonly contexts: PageContexts,
    private readonly reply: BrowserReply,
  ) {}

  async send({ account, session }: SignedIn, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const said = await this.flash.take<AccountFlash>(request, to, ACCOUNT_PATH);
    const applications = await this.applicationsOf(account.id);
    const sessions = await this.sessions.listOf(account.id);
    const ticket = { ...this.tickets.first(Parameters.fromQuery('')), sid: session.sid };
    const html = renderAccount({
      ...this.contexts.of(request),
      ...said,
      ticket: this.tickets.write(ticket),
      person: personCard(account),
      applications,
      sessions: sessions.map((each) => ({ ...each, current: each.sid === session.sid })),
    });
    await this.reply.page(to, html, {
      opener: 'severed',
      imgOrigins: imageOrigins(...applications.map((each) => each.client)),
    });
  }

  private async applicationsOf(accountId: string): Promise<readonly ApplicationEntry[]> {
    const consents = await this.consents.listOf(accountId);
    return consents.flatMap(({ client_id, scope, created_at }) => {
      const client = this.clients.find(client_id);
      return client ? [{ client, scopes: scope, since: created_at }] : [];
    });
  }
}
