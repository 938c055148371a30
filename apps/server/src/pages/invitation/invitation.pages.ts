import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedInBrowser } from '#libs/sessions';
import { BrowserReply } from '../browser-reply.js';
import { Flash } from '../flash.js';
import { personCard } from '../person-card.js';
import {
  type InvitationView,
  renderInvitation,
  renderInvitationDead,
  renderInvitationDone,
} from '../views/index.js';
import { Invitations } from './invitations.js';

export const INVITATION_PATH = '/invitation';

/** What is said when the page is shown again because the password is no good. */
export type InvitationFlash = Pick<InvitationView, 'problem'>;

/** The page that asks somebody who was invited for a password, and the one after it. */
@Injectable()
export class InvitationPages {
  constructor(
    private readonly invitations: Invitations,
    private readonly browser: SignedInBrowser,
    private readonly flash: Flash,
    private readonly reply: BrowserReply,
  ) {}

  async ask(token: string | undefined, request: FastifyRequest, to: FastifyReply): Promise<void> {
    const account = await this.invitations.invited(token);
    if (!token || !account) {
      return this.reply.page(request, to, renderInvitationDead, { status: 410, opener: 'severed' });
    }
    const said = await this.flash.take<InvitationFlash>(request, to, INVITATION_PATH);
    const view = { ...said, token, person: personCard(account) };
    return this.reply.page(request, to, (context) => renderInvitation({ ...context, ...view }), {
      opener: 'severed',
    });
  }

  async done(request: FastifyRequest, to: FastifyReply): Promise<void> {
    const signedIn = await this.browser.signedIn(request);
    if (!signedIn) return this.reply.go(to, '/sign-in');
    const person = personCard(signedIn.account);
    return this.reply.page(request, to, (context) => renderInvitationDone({ ...context, person }), {
      opener: 'severed',
    });
  }
}
