import { Body, Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Tickets } from '#libs/authorization';
import { LogoutRequests, SignOut } from '#libs/logout';
import { Parameters } from '#libs/protocol';
import { SignedInBrowser } from '#libs/sessions';
import { SameOriginGuard } from '../../http/same-origin.guard.js';
import { queryOf } from '../query-of.js';
import { SignOutPage } from './sign-out.page.js';
import { SignedOutReply } from './signed-out.reply.js';

/** `/sign-out`: does the person really want to? */
@Controller('sign-out')
@ApiExcludeController()
export class SignOutController {
  constructor(
    private readonly requests: LogoutRequests,
    private readonly signOut: SignOut,
    private readonly browser: SignedInBrowser,
    private readonly tickets: Tickets,
    private readonly signedOut: SignedOutReply,
    private readonly page: SignOutPage,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() to: FastifyReply): Promise<void> {
    const parameters = Parameters.fromQuery(queryOf(request).get('request') ?? '');
    const asked = await this.requests.read(parameters);
    const signedIn = await this.browser.signedIn(request);
    if (!signedIn) return this.signedOut.signedOut(asked, request, to);
    return this.page.send(asked, parameters, signedIn, request, to);
  }

  @Post()
  @UseGuards(SameOriginGuard)
  async submit(
    @Req() request: FastifyRequest,
    @Res() to: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const form = Parameters.fromForm(body);
    const parameters = Parameters.fromQuery(form.get('request') ?? '');
    const asked = await this.requests.read(parameters);
    const signedIn = await this.browser.signedIn(request);
    const ticket = this.tickets.read(form.get('ticket'), parameters);
    if (signedIn && ticket?.sid !== signedIn.session.sid) {
      return this.page.send(asked, parameters, signedIn, request, to);
    }
    if (signedIn) await this.signOut.end(signedIn, asked.client?.client_id);
    return this.signedOut.signedOut(asked, request, to);
  }
}
