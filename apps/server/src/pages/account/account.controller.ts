import { Body, Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Parameters } from '#libs/protocol';
import { type SignedIn, SignedInBrowser } from '#libs/sessions';
import { SameOriginGuard } from '../../http/same-origin.guard.js';
import { BrowserReply } from '../browser-reply.js';
import { FormTickets } from '../form-tickets.js';
import { AccountActions } from './account.actions.js';
import { AccountPage } from './account.page.js';

type Action = (form: Parameters, signedIn: SignedIn) => Promise<void>;

/** `/account`: what a person sees and decides about their own account. */
@Controller('account')
@ApiExcludeController()
export class AccountController {
  constructor(
    private readonly browser: SignedInBrowser,
    private readonly tickets: FormTickets,
    private readonly page: AccountPage,
    private readonly actions: AccountActions,
    private readonly reply: BrowserReply,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() to: FastifyReply): Promise<void> {
    const signedIn = await this.browser.signedIn(request);
    return signedIn ? this.page.send(signedIn, request, to) : this.reply.go(to, '/sign-in');
  }

  @Post('applications/remove')
  @UseGuards(SameOriginGuard)
  removeApplication(
    @Req() request: FastifyRequest,
    @Res() to: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    return this.act(body, request, to, (form, signedIn) =>
      this.actions.removeApplication(form, signedIn, to),
    );
  }

  @Post('sessions/end')
  @UseGuards(SameOriginGuard)
  endSession(@Req() request: FastifyRequest, @Res() to: FastifyReply, @Body() body: unknown): Promise<void> {
    return this.act(body, request, to, (form, signedIn) => this.actions.endSession(form, signedIn, to));
  }

  @Post('password')
  @UseGuards(SameOriginGuard)
  changePassword(
    @Req() request: FastifyRequest,
    @Res() to: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    return this.act(body, request, to, (form, signedIn) =>
      this.actions.changePassword(form, signedIn, request, to),
    );
  }

  /** The ticket names the session that the page was shown to: the form counts for that one only. */
  private async act(body: unknown, request: FastifyRequest, to: FastifyReply, action: Action): Promise<void> {
    const form = Parameters.fromForm(body);
    const signedIn = await this.browser.signedIn(request);
    if (signedIn && this.tickets.fits(form.get('ticket'), signedIn)) await action(form, signedIn);
    return this.reply.go(to, '/account');
  }
}
