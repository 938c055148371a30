import { Body, Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Parameters } from '#libs/protocol';
import { SignedInBrowser } from '#libs/sessions';
import { SameOriginGuard } from '../../http/same-origin.guard.js';
import { BrowserReply } from '../browser-reply.js';
import { PageContexts } from '../page-contexts.js';
import { personCard } from '../person-card.js';
import { queryOf } from '../query-of.js';
import { renderInvitation, renderInvitationDead, renderInvitationDone } from '../views/index.js';
import { Invitation } from './invitation.js';

/** `/invitation`: somebody who was invited chooses their password. */
@Controller('invitation')
@ApiExcludeController()
export class InvitationController {
  constructor(
    private readonly invitation: Invitation,
    private readonly browser: SignedInBrowser,
    private readonly contexts: PageContexts,
    private readonly reply: BrowserReply,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() to: FastifyReply): Promise<void> {
    const token = queryOf(request).get('token') ?? '';
    const account = await this.invitation.invited(token);
    if (!account) return this.dead(request, to);
    const html = renderInvitation({ ...this.contexts.of(request), token, person: personCard(account) });
    return this.reply.page(to, html, { opener: 'severed' });
  }

  @Post()
  @UseGuards(SameOriginGuard)
  async submit(
    @Req() request: FastifyRequest,
    @Res() to: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const form = Parameters.fromForm(body);
    const token = form.get('token') ?? '';
    const account = await this.invitation.invited(token);
    if (!account) return this.dead(request, to);
    const outcome = await this.invitation.accept(account, token, form.get('password'), request, to);
    if (outcome === 'done') return this.reply.go(to, '/invitation/done');
    if (outcome === 'dead') return this.dead(request, to);
    const view = { ...this.contexts.of(request), token, person: personCard(account), problem: outcome };
    return this.reply.page(to, renderInvitation(view), { status: 422, opener: 'severed' });
  }

  @Get('done')
  async done(@Req() request: FastifyRequest, @Res() to: FastifyReply): Promise<void> {
    const signedIn = await this.browser.signedIn(request);
    if (!signedIn) return this.reply.go(to, '/sign-in');
    const html = renderInvitationDone({ ...this.contexts.of(request), person: personCard(signedIn.account) });
    return this.reply.page(to, html, { opener: 'severed' });
  }

  private dead(request: FastifyRequest, to: FastifyReply): Promise<void> {
    return this.reply.page(to, renderInvitationDead(this.contexts.of(request)), {
      status: 410,
      opener: 'severed',
    });
  }
}
