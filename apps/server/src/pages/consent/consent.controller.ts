import { Body, Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { askedFor, Consents } from '#libs/authorization';
import { Parameters } from '#libs/protocol';
import { SameOriginGuard } from '../../http/same-origin.guard.js';
import { CarriedVisits } from '../carried-visits.js';
import { CONSENT_PATH } from '../person-paths.js';
import { queryOf } from '../query-of.js';
import { VisitReply } from '../visit.reply.js';

/** `/consent`: does the person agree? */
@Controller('consent')
@ApiExcludeController()
export class ConsentController {
  constructor(
    private readonly visits: CarriedVisits,
    private readonly consents: Consents,
    private readonly back: VisitReply,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() to: FastifyReply): Promise<void> {
    await this.visits.show(CONSENT_PATH, queryOf(request), request, to);
  }

  /** The ticket names the session that the page was shown to: an answer counts for that one only. */
  @Post()
  @UseGuards(SameOriginGuard)
  async submit(
    @Req() request: FastifyRequest,
    @Res() to: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const form = Parameters.fromForm(body);
    const { request: asked, ticket, signedIn } = await this.visits.read(form, request);
    const decision = form.get('decision');
    const shown = ticket !== undefined && signedIn !== undefined && ticket.sid === signedIn.session.sid;
    if (!shown || (decision !== 'allow' && decision !== 'deny')) {
      return this.back.backToAuthorize(asked, ticket, request, to);
    }
    if (decision === 'allow') {
      await this.consents.give(signedIn.account.id, asked.client.client_id, askedFor(asked));
    }
    const consent = decision === 'allow' ? 'allowed' : 'denied';
    return this.back.backToAuthorize(asked, { ...ticket, consent }, request, to);
  }
}
