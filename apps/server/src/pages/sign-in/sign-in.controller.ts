import { Body, Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Parameters } from '#libs/protocol';
import { SameOriginGuard } from '../../http/same-origin.guard.js';
import { CarriedVisits } from '../carried-visits.js';
import { SIGN_IN_PATH } from '../person-paths.js';
import { queryOf } from '../query-of.js';
import { OwnPageSignIn } from './own-page-sign-in.js';
import { SignInForm } from './sign-in.form.js';

/** `/sign-in`: who is the person at this browser? Without a `request` it is for a page of Portico's own. */
@Controller('sign-in')
@ApiExcludeController()
export class SignInController {
  constructor(
    private readonly visits: CarriedVisits,
    private readonly form: SignInForm,
    private readonly ownPages: OwnPageSignIn,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() to: FastifyReply): Promise<void> {
    const carried = queryOf(request);
    return carried.has('request')
      ? this.visits.show(SIGN_IN_PATH, carried, request, to)
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
