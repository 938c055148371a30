import { Injectable } from '@nestjs/common';
import {
  type AuthorizationRequest,
  AuthorizationRequests,
  AuthorizationTargets,
  type Ticket,
  Tickets,
} from '#libs/authorization';
import { Parameters } from '#libs/protocol';
import { type SessionCookies, type SignedIn, SignedInBrowser } from '#libs/sessions';

/** An authorization request on its way through our pages. */
export interface Visit {
  readonly request: AuthorizationRequest;
  /** Undefined when it is missing, foreign or too old: the request has to start anew. */
  readonly ticket?: Ticket;
  readonly signedIn?: SignedIn;
}

/** Reads again, at each page, what the browser carries. */
@Injectable()
export class Visits {
  constructor(
    private readonly targets: AuthorizationTargets,
    private readonly requests: AuthorizationRequests,
    private readonly tickets: Tickets,
    private readonly browser: SignedInBrowser,
  ) {}

  /**
   * @param carried the page's own `request` and `ticket`
   * @throws UntrustedRequestError, AuthorizationError
   */
  async read(carried: Parameters, sent: SessionCookies): Promise<Visit> {
    const target = this.targets.find(Parameters.fromQuery(carried.get('request') ?? ''));
    return {
      request: await this.requests.read(target),
      ticket: this.tickets.read(carried.get('ticket'), target.parameters),
      signedIn: await this.browser.signedIn(sent),
    };
  }
}
