import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AuthorizationEndpoint,
  AuthorizationTargets,
  TICKET_PARAMETER,
  type Visit,
  Visits,
} from '#libs/authorization';
import { Parameters } from '#libs/protocol';
import { PersonPages } from './person-pages.js';
import type { PersonPath } from './person-paths.js';
import { VisitReply } from './visit.reply.js';

/** An authorization request on its way through our pages, which carry it as `request` and `ticket`. */
@Injectable()
export class CarriedVisits {
  constructor(
    private readonly targets: AuthorizationTargets,
    private readonly visits: Visits,
    private readonly endpoint: AuthorizationEndpoint,
    private readonly pages: PersonPages,
    private readonly back: VisitReply,
  ) {}

  /** @throws UntrustedRequestError, AuthorizationError */
  async read(carried: Parameters, request: FastifyRequest): Promise<Visit> {
    const ticket = carried.get(TICKET_PARAMETER);
    const target = await this.targets.find(Parameters.fromQuery(carried.get('request') ?? ''), ticket);
    return this.visits.read(target, ticket, request);
  }

  /** Shows this page when its step is due; otherwise the authorization endpoint decides again. */
  async show(
    path: PersonPath,
    carried: Parameters,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<void> {
    const { ticket, ...visit } = await this.read(carried, request);
    const step = ticket && (await this.endpoint.missing({ ...visit, ticket }));
    if (step && this.pages.fits(path, step)) return this.pages.show(path, step, request, to);
    return this.back.backToAuthorize(visit.request, ticket, request, to);
  }
}
