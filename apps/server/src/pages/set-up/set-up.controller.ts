import { Body, Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OneTimeTokens } from '#libs/accounts';
import { Issuer } from '#libs/config';
import { Parameters } from '#libs/protocol';
import { SignedInBrowser } from '#libs/sessions';
import { SameOriginGuard } from '../../http/same-origin.guard.js';
import { BrowserReply } from '../browser-reply.js';
import { PageContexts } from '../page-contexts.js';
import { personCard } from '../person-card.js';
import { queryOf } from '../query-of.js';
import { renderSetUp, renderSetUpDead, renderSetUpDone } from '../views/index.js';
import { SetUpForm } from './set-up.form.js';

/** `/set-up`: the first administrator, by the one-time link. */
@Controller('set-up')
@ApiExcludeController()
export class SetUpController {
  constructor(
    private readonly tokens: OneTimeTokens,
    private readonly form: SetUpForm,
    private readonly browser: SignedInBrowser,
    private readonly contexts: PageContexts,
    private readonly reply: BrowserReply,
    private readonly issuer: Issuer,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() to: FastifyReply): Promise<void> {
    const token = queryOf(request).get('token');
    const context = this.contexts.of(request);
    if (!token || !(await this.tokens.peek('set_up', token))) {
      return this.reply.page(to, renderSetUpDead(context), { status: 410, opener: 'severed' });
    }
    return this.reply.page(to, renderSetUp({ ...context, token }), { opener: 'severed' });
  }

  @Post()
  @UseGuards(SameOriginGuard)
  async submit(
    @Req() request: FastifyRequest,
    @Res() to: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const form = Parameters.fromForm(body);
    const outcome = await this.form.submit(form, request, to);
    if (outcome === 'done') return this.reply.go(to, '/set-up/done');
    const context = this.contexts.of(request);
    if (outcome === 'dead') {
      return this.reply.page(to, renderSetUpDead(context), { status: 410, opener: 'severed' });
    }
    const html = renderSetUp({ ...context, ...outcome });
    return this.reply.page(to, html, { status: 422, opener: 'severed' });
  }

  @Get('done')
  async done(@Req() request: FastifyRequest, @Res() to: FastifyReply): Promise<void> {
    const signedIn = await this.browser.signedIn(request);
    if (!signedIn) return this.reply.go(to, '/sign-in');
    const person = personCard(signedIn.account);
    const html = renderSetUpDone({ ...this.contexts.of(request), issuer: this.issuer.url, person });
    return this.reply.page(to, html, { opener: 'severed' });
  }
}
