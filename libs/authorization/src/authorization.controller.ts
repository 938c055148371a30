import { Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { Issuer } from '#libs/config';
import { isSameOrigin, type RequestSource } from '#libs/protocol';
import { AuthorizationEndpoint } from './authorization-endpoint.js';
import type { NextStep } from './next-step.js';
import { NextStepResponder } from './next-step.responder.js';
import { DescribeAuthorization } from './openapi/authorization.openapi.js';
import { RedirectUriGuard } from './redirect-uri.guard.js';
import type { AuthorizationTarget } from './request/authorization-target.js';
import { type SentRequest, sentParameters } from './request/sent-parameters.js';
import { TICKET_PARAMETER } from './ticket/ticket.js';
import { Tickets } from './ticket/tickets.js';
import { type SentByBrowser, Visits } from './visit.js';

/** An authorization request that has passed the `RedirectUriGuard`. */
type GuardedRequest = SentRequest &
  SentByBrowser & {
    readonly authorizationTarget: AuthorizationTarget;
    readonly headers: RequestSource;
  };

/** `/oauth2/authorize`, by GET and by POST. RFC 6749 §3.1, OpenID Connect Core 1.0 §3.1.2.1 */
@Controller('oauth2/authorize')
@UseGuards(RedirectUriGuard)
export class AuthorizationController {
  constructor(
    private readonly visits: Visits,
    private readonly tickets: Tickets,
    private readonly endpoint: AuthorizationEndpoint,
    private readonly issuer: Issuer,
    private readonly responder: NextStepResponder,
  ) {}

  @Get()
  @DescribeAuthorization('authorize', 'query')
  async get(@Req() sent: GuardedRequest, @Res() reply: unknown): Promise<void> {
    await this.responder.answer(await this.next(sent), sent, reply);
  }

  /** A form of another site brings no cookies, so that its request is to be repeated by GET. */
  @Post()
  @DescribeAuthorization('authorizeByPost', 'form')
  async post(@Req() sent: GuardedRequest, @Res() reply: unknown): Promise<void> {
    const step: NextStep = isSameOrigin(sent.headers, this.issuer.origin)
      ? await this.next(sent)
      : { step: 'repeat', parameters: sent.authorizationTarget.parameters };
    await this.responder.answer(step, sent, reply);
  }

  private async next(sent: GuardedRequest): Promise<NextStep> {
    const { authorizationTarget: target } = sent;
    const [written] = sentParameters(sent).getAll(TICKET_PARAMETER);
    const visit = await this.visits.read(target, written, sent);
    const ticket = visit.ticket ?? this.tickets.first(target, visit.signedIn?.session);
    return this.endpoint.next({ ...visit, ticket });
  }
}
