import { Body, Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Parameters } from '#libs/protocol';
import { SameOriginGuard } from '../../http/same-origin.guard.js';
import { BrowserReply } from '../browser-reply.js';
import { Flash } from '../flash.js';
import { queryOf } from '../query-of.js';
import { InvitationForm } from './invitation.form.js';
import { INVITATION_PATH, type InvitationFlash, InvitationPages } from './invitation.pages.js';

/** `/invitation`: somebody who was invited chooses their password. */
@Controller('invitation')
@ApiExcludeController()
export class InvitationController {
  constructor(
    private readonly pages: InvitationPages,
    private readonly form: InvitationForm,
    private readonly flash: Flash,
    private readonly reply: BrowserReply,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() to: FastifyReply): Promise<void> {
    await this.pages.ask(queryOf(request).get('token'), request, to);
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
    if (outcome === 'done') return this.reply.go(to, '/invitation/done');
    const said: InvitationFlash = { problem: outcome === 'dead' ? undefined : outcome };
    if (said.problem) await this.flash.put(to, INVITATION_PATH, said);
    return this.reply.go(to, INVITATION_PATH, [['token', form.get('token') ?? '']]);
  }

  @Get('done')
  async done(@Req() request: FastifyRequest, @Res() to: FastifyReply): Promise<void> {
    await this.pages.done(request, to);
  }
}
