import { Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { Issuer } from '#libs/config';
import { type SessionCookies, SignedInBrowser } from '#libs/sessions';
import { AuthorizationEndpoint } from './authorization-endpoint.js';
import type { NextStep } from './next-step.js';
import { NextStepResponder } from './next-step.responder.js';
import { DescribeAuthorization } from './openapi/authorization.openapi.js';
import { RedirectUriGuard } from './redirect-uri.guard.js';
import { AuthorizationRequests } from './request/authorization-requests.js';
import type { AuthorizationTarget } from './request/authorization-target.js';
import { type SentRequest, sentParameters } from './request/sent-parameters.js';
import { TICKET_PARAMETER } from './ticket/ticket.js';
import { Tickets } from './ticket/tickets.js';

/** An authorization request that has passed the `RedirectUriGuard`. */
type GuardedRequest = SentRequest &
  SessionCookies & {
    readonly authorizationTarget: AuthorizationTarget;
    readonly headers: { readonly origin?: string; readonly 'sec-fetch-site'?: string };
  };

/** `/oauth2/authorize`, by GET and by POST. RFC 6749 §3.1, OpenID Connect Core 1.0 §3.1.2.1 */
@Controller('oauth2/authorize')
@UseGuards(RedirectUriGuard)
export class AuthorizationController {
  constructor(
    private readonly requests: AuthorizationRequests,
    private readonly tickets: Tickets,
    private readonly browser: SignedInBrowser,
    private readonly endpoint: AuthorizationEndpoint,
    private readonly issuer: Issuer,
    private readonly responder: NextStepResponder,
  ) {}

  @Get()
  @DescribeAuthorization('authorize')
  async get(@Req() sent: GuardedRequest, @Res() reply: unknown): Promise<void> {
    await this.responder.answer(await this.next(sent), sent, reply);
  }

  @Post()
  @DescribeAuthorization('authorizeByPost')
  async post(@Req() sent: GuardedRequest, @Res() reply: unknown): Promise<void> {
    const own =
      sent.headers['sec-fetch-site'] === 'same-origin' || sent.headers.origin === this.issuer.origin;
    const step: NextStep = own ? await this.next(sent) : { step: 'repeat', parameters: sentParameters(sent) };
    await this.responder.answer(step, sent, reply);
  }

  private async next(sent: GuardedRequest): Promise<NextStep> {
    const { authorizationTarget: target } = sent;
    const request = await this.requests.read(target);
    const [written] = sentParameters(sent).getAll(TICKET_PARAMETER);
    const ticket = this.tickets.read(written, target.parameters) ?? this.tickets.first(target.parameters);
    return this.endpoint.next(request, ticket, await this.browser.signedIn(sent));
  }
}
