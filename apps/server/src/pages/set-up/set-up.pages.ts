import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Issuer } from '#libs/config';
import { SignedInBrowser } from '#libs/sessions';
import { SetUpLink } from '../../set-up/set-up-link.js';
import { BrowserReply } from '../browser-reply.js';
import { Flash } from '../flash.js';
import { personCard } from '../person-card.js';
import { renderSetUp, renderSetUpDead, renderSetUpDone } from '../views/index.js';
import type { SetUpFlash } from './set-up.form.js';

export const SET_UP_PATH = '/set-up';

/** The page that asks for the first administrator, and the one that says where to go next. */
@Injectable()
export class SetUpPages {
  constructor(
    private readonly link: SetUpLink,
    private readonly browser: SignedInBrowser,
    private readonly flash: Flash,
    private readonly reply: BrowserReply,
    private readonly issuer: Issuer,
  ) {}

  async ask(token: string | undefined, request: FastifyRequest, to: FastifyReply): Promise<void> {
    if (!token || !(await this.link.isGood(token))) {
      return this.reply.page(request, to, renderSetUpDead, { status: 410, opener: 'severed' });
    }
    const said = await this.flash.take<SetUpFlash>(request, to, SET_UP_PATH);
    return this.reply.page(request, to, (context) => renderSetUp({ ...context, ...said, token }), {
      opener: 'severed',
    });
  }

  async done(request: FastifyRequest, to: FastifyReply): Promise<void> {
    const signedIn = await this.browser.signedIn(request);
    if (!signedIn) return this.reply.go(to, '/sign-in');
    const view = { issuer: this.issuer.url, person: personCard(signedIn.account) };
    return this.reply.page(request, to, (context) => renderSetUpDone({ ...context, ...view }), {
      opener: 'severed',
    });
  }
}
