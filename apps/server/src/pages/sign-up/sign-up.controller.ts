import { Body, Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Parameters } from '#libs/protocol';
import { SameOriginGuard } from '../../http/same-origin.guard.js';
import { CarriedVisits } from '../carried-visits.js';
import { SIGN_UP_PATH } from '../person-paths.js';
import { queryOf } from '../query-of.js';
import { OwnPageSignUp } from './own-page-sign-up.js';
import { SignUpForm } from './sign-up.form.js';
import { SignUpOfferedGuard } from './sign-up-offered.guard.js';

/** `/sign-up`: somebody makes an account. Without a `request` it is for a page of Portico's own. */
@Controller('sign-up')
@UseGuards(SignUpOfferedGuard)
@ApiExcludeController()
export class SignUpController {
  constructor(
    private readonly visits: CarriedVisits,
    private readonly form: SignUpForm,
    private readonly ownPages: OwnPageSignUp,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() to: FastifyReply): Promise<void> {
    const carried = queryOf(request);
    return carried.has('request')
      ? this.visits.show(SIGN_UP_PATH, carried, request, to)
      : this.ownPages.show(carried, request, to);
  }

  @Post()
  @UseGuards(SameOriginGuard)
  async submit(
    @Req() request: FastifyRequest,
    @Res() to: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const form = Parameters.fromForm(body);
    return form.has('request')
      ? this.form.submit(form, await this.visits.read(form, request), request, to)
      : this.ownPages.submit(form, request, to);
  }
}
