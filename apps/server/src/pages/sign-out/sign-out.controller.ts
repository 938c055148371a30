import { Body, Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LogoutEndpoint } from '#libs/logout';
import { Parameters } from '#libs/protocol';
import { SameOriginGuard } from '../../http/same-origin.guard.js';
import { FormTickets } from '../form-tickets.js';
import { queryOf } from '../query-of.js';
import { LogoutStepReply } from './logout-step.reply.js';
import { SignOutPages } from './sign-out.pages.js';

/** `/sign-out`: does the person really want to? */
@Controller('sign-out')
@ApiExcludeController()
export class SignOutController {
  constructor(
    private readonly endpoint: LogoutEndpoint,
    private readonly tickets: FormTickets,
    private readonly pages: SignOutPages,
    private readonly steps: LogoutStepReply,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() to: FastifyReply): Promise<void> {
    const step = await this.endpoint.decide(requestIn(queryOf(request)), request, () => false);
    return step.step === 'confirm_sign_out'
      ? this.pages.ask(step, request, to)
      : this.steps.answer(step, request, to);
  }

  /** The ticket names the session that the page was shown to: the answer counts for that one only. */
  @Post()
  @UseGuards(SameOriginGuard)
  async submit(
    @Req() request: FastifyRequest,
    @Res() to: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const form = Parameters.fromForm(body);
    const parameters = requestIn(form);
    const step = await this.endpoint.decide(parameters, request, ({ session }) =>
      this.tickets.fits(form.get('ticket'), { session, about: parameters.toQuery() }),
    );
    return this.steps.answer(step, request, to);
  }
}

/** The logout request that the page carries; none when the person signs out of their own accord. */
function requestIn(carried: Parameters): Parameters {
  return Parameters.fromQuery(carried.get('request') ?? '');
}
