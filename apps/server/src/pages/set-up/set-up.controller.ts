import { Body, Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Parameters } from '#libs/protocol';
import { SameOriginGuard } from '../../http/same-origin.guard.js';
import { BrowserReply } from '../browser-reply.js';
import { Flash } from '../flash.js';
import { queryOf } from '../query-of.js';
import { SetUpForm } from './set-up.form.js';
import { SET_UP_PATH, SetUpPages } from './set-up.pages.js';

/** `/set-up`: the first administrator, by the one-time link. */
@Controller('set-up')
@ApiExcludeController()
export class SetUpController {
  constructor(
    private readonly pages: SetUpPages,
    private readonly form: SetUpForm,
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
    if (outcome === 'done') return this.reply.go(to, '/set-up/done');
    if (outcome !== 'dead') await this.flash.put(to, SET_UP_PATH, outcome);
    return this.reply.go(to, SET_UP_PATH, [['token', form.get('token') ?? '']]);
  }

  @Get('done')
  async done(@Req() request: FastifyRequest, @Res() to: FastifyReply): Promise<void> {
    await this.pages.done(request, to);
  }
}
