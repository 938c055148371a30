import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Sessions, type SignedIn } from '#libs/sessions';
import { BrowserReply } from '../browser-reply.js';
import { Flash } from '../flash.js';
import { FormTickets } from '../form-tickets.js';
import { personCard } from '../person-card.js';
import { type AccountView, imageOrigins, renderAccount } from '../views/index.js';
import { Applications } from './applications.js';

export const ACCOUNT_PATH = '/account';

/** What the form before this page left to say. */
export type AccountFlash = Pick<AccountView, 'notice' | 'passwordProblems'>;

/** The page that shows a person their applications and their sessions. */
@Injectable()
export class AccountPage {
  constructor(
    private readonly applications: Applications,
    private readonly sessions: Sessions,
    private readonly tickets: FormTickets,
    private readonly flash: Flash,
    private readonly reply: BrowserReply,
  ) {}

  async send({ account, session }: SignedIn, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const said = await this.flash.take<AccountFlash>(request, to, ACCOUNT_PATH);
    const applications = await this.applications.listOf(account.id);
    const sessions = await this.sessions.listOf(account.id);
    const view = {
      ...said,
      ticket: this.tickets.write({ session }),
      person: personCard(account),
      applications,
      sessions: sessions.map((each) => ({ ...each, current: each.sid === session.sid })),
    };
    await this.reply.page(request, to, (context) => renderAccount({ ...context, ...view }), {
      opener: 'severed',
      imgOrigins: imageOrigins(...applications.map((each) => each.client)),
    });
  }
}
