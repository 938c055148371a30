import { Body, Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TICKET_PARAMETER } from '#libs/authorization';
import { VERIFICATION_PATH } from '#libs/device';
import { Parameters } from '#libs/protocol';
import { SignedInBrowser } from '#libs/sessions';
import { SameOriginGuard } from '../../http/same-origin.guard.js';
import { BrowserReply } from '../browser-reply.js';
import { queryOf } from '../query-of.js';
import { WaysBack } from '../sign-in/ways-back.js';
import { DeviceForm } from './device.form.js';
import { DevicePages, USER_CODE } from './device.pages.js';

/** `/device`: which device is it, and may it have what it asks for? RFC 8628 §3.3 */
@Controller('device')
@ApiExcludeController()
export class DeviceController {
  constructor(
    private readonly browser: SignedInBrowser,
    private readonly pages: DevicePages,
    private readonly form: DeviceForm,
    private readonly waysBack: WaysBack,
    private readonly reply: BrowserReply,
  ) {}

  /** With a code (`verification_uri_complete`, or just typed) it is the question, once the person is known. */
  @Get()
  async show(@Req() request: FastifyRequest, @Res() to: FastifyReply): Promise<void> {
    const typed = queryOf(request).get(USER_CODE);
    if (typed === undefined) return this.pages.start(request, to);
    const signedIn = await this.browser.signedIn(request);
    if (signedIn) return this.pages.ask(typed, signedIn, request, to);
    const ticket = this.waysBack.write({
      page: VERIFICATION_PATH,
      fields: [[USER_CODE, typed.slice(0, 64)]],
    });
    return this.reply.go(to, '/sign-in', [[TICKET_PARAMETER, ticket]]);
  }

  @Post()
  @UseGuards(SameOriginGuard)
  async enter(@Res() to: FastifyReply, @Body() body: unknown): Promise<void> {
    const typed = Parameters.fromForm(body).get(USER_CODE) ?? '';
    return this.pages.goTo(typed, to);
  }

  @Post('decision')
  @UseGuards(SameOriginGuard)
  async decide(
    @Req() request: FastifyRequest,
    @Res() to: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const signedIn = await this.browser.signedIn(request);
    return this.form.decide(Parameters.fromForm(body), signedIn, request, to);
  }
}
