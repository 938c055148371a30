import { Body, Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuthorizationEndpoint, Consents } from '#libs/authorization';
import { Parameters } from '#libs/protocol';
import { SameOriginGuard } from '../../http/same-origin.guard.js';
import { queryOf } from '../query-of.js';
import { Visits } from '../visit.js';
import { VisitReply } from '../visit.reply.js';
import { ConsentPage } from './consent.page.js';

/** `/consent`: does the person agree? */
@Controller('consent')
@ApiExcludeController()
export class ConsentController {
  constructor(
    private readonly visits: Visits,
    private readonly endpoint: AuthorizationEndpoint,
    private readonly consents: Consents,
    private readonly page: ConsentPage,
    private readonly back: VisitReply,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() to: FastifyReply): Promise<void> {
    const visit = await this.visits.read(queryOf(request), request);
    const step = visit.ticket && (await this.endpoint.missing(visit.request, visit.ticket, visit.signedIn));
    if (step?.step === 'consent') return this.page.send(step, request, to);
    return this.back.backToAuthorize(visit.request, visit.ticket, request, to);
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
      await this.consents.give(signedIn.account.id, asked.client.client_id, asked.scope);
    }
    const consent = decision === 'allow' ? 'allowed' : 'denied';
    return this.back.backToAuthorize(asked, { ...ticket, consent }, request, to);
  }
}
