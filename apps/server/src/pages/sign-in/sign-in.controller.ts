import { Body, Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Parameters } from '#libs/protocol';
import { SameOriginGuard } from '../../http/same-origin.guard.js';
import { CarriedVisits } from '../carried-visits.js';
import { queryOf } from '../query-of.js';
import { AccountSignIn } from './account-sign-in.js';
import { SignInForm } from './sign-in.form.js';
import { SignInPage } from './sign-in.page.js';

/** `/sign-in`: who is the person at this browser? Without a `request` it is for Portico's own account page. */
@Controller('sign-in')
@ApiExcludeController()
export class SignInController {
  constructor(
    private readonly visits: CarriedVisits,
    private readonly page: SignInPage,
    private readonly form: SignInForm,
    private readonly account: AccountSignIn,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() to: FastifyReply): Promise<void> {
    const carried = queryOf(request);
    return carried.has('request')
      ? this.visits.show('sign_in', carried, request, to)
      : this.page.sendForAccount(request, to);
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
      : this.account.submit(form, request, to);
  }
}
