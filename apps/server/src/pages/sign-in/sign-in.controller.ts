import { Body, Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuthorizationEndpoint } from '#libs/authorization';
import { Parameters } from '#libs/protocol';
import { SignedInBrowser } from '#libs/sessions';
import { SameOriginGuard } from '../../http/same-origin.guard.js';
import { BrowserReply } from '../browser-reply.js';
import { queryOf } from '../query-of.js';
import { Visits } from '../visit.js';
import { VisitReply } from '../visit.reply.js';
import { SignInForm } from './sign-in.form.js';
import { SignInPage } from './sign-in.page.js';

/** `/sign-in`: who is the person at this browser? */
@Controller('sign-in')
@ApiExcludeController()
export class SignInController {
  constructor(
    private readonly visits: Visits,
    private readonly endpoint: AuthorizationEndpoint,
    private readonly page: SignInPage,
    private readonly form: SignInForm,
    private readonly back: VisitReply,
    private readonly browser: SignedInBrowser,
    private readonly reply: BrowserReply,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() to: FastifyReply): Promise<void> {
    const carried = queryOf(request);
    if (!carried.has('request')) return this.showForAccount(request, to);
    const visit = await this.visits.read(carried, request);
    const step = visit.ticket && (await this.endpoint.missing(visit.request, visit.ticket, visit.signedIn));
    if (step?.step === 'sign_in') return this.page.send(step, request, to);
    return this.back.backToAuthorize(visit.request, visit.ticket, request, to);
  }

  @Post()
  @UseGuards(SameOriginGuard)
  async submit(
    @Req() request: FastifyRequest,
    @Res() to: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const form = Parameters.fromForm(body);
    if (!form.has('request')) return this.form.submitForAccount(form, request, to);
    return this.form.submit(form, await this.visits.read(form, request), request, to);
  }

  private async showForAccount(request: FastifyRequest, to: FastifyReply): Promise<void> {
    if (await this.browser.signedIn(request)) return this.reply.go(to, '/account');
    return this.page.sendForAccount(request, to);
  }
}
