import { Injectable } from '@nestjs/common';
import { type SessionCookies, type SignedIn, SignedInBrowser } from '#libs/sessions';
import type { AuthorizationRequest } from './request/authorization-request.js';
import { AuthorizationRequests } from './request/authorization-requests.js';
import type { AuthorizationTarget } from './request/authorization-target.js';
import type { Ticket } from './ticket/ticket.js';
import { Tickets } from './ticket/tickets.js';

/** An authorization request, as a browser brings it here or back here. */
export interface Visit {
  readonly request: AuthorizationRequest;
  /** Undefined when it is missing, foreign or too old: the request has just arrived, or has to start anew. */
  readonly ticket?: Ticket;
  readonly signedIn?: SignedIn;
  /** Where the browser is. */
  readonly ip: string;
}

/** What of a browser's request tells who and where it is. */
export type SentByBrowser = SessionCookies & { readonly ip: string };

/** Reads, at each step, all that a browser carries. */
@Injectable()
export class Visits {
  constructor(
    private readonly requests: AuthorizationRequests,
    private readonly tickets: Tickets,
    private readonly browser: SignedInBrowser,
  ) {}

  /**
   * @param ticket as it was written
   * @throws AuthorizationError
   */
  async read(target: AuthorizationTarget, ticket: string | undefined, sent: SentByBrowser): Promise<Visit> {
    return {
      request: await this.requests.read(target),
      ticket: this.tickets.read(ticket, target),
      signedIn: await this.browser.signedIn(sent),
      ip: sent.ip,
    };
  }
}
