import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type AuthorizationRequest, TICKET_PARAMETER, type Ticket, Tickets } from '#libs/authorization';
import { BrowserReply } from './browser-reply.js';

/** Sends the browser back to the authorization endpoint, which decides again. */
@Injectable()
export class VisitReply {
  constructor(
    private readonly reply: BrowserReply,
    private readonly tickets: Tickets,
  ) {}

  /** Without a ticket the request starts anew. */
  async backToAuthorize(
    { parameters }: Pick<AuthorizationRequest, 'parameters'>,
    ticket: Ticket | undefined,
    request: FastifyRequest,
    to: FastifyReply,
  ): Promise<void> {
    const carried = ticket ? ([[TICKET_PARAMETER, this.tickets.write(ticket)]] as const) : [];
    await this.reply.carry(request, to, '/oauth2/authorize', [...parameters.entries, ...carried]);
  }
}
