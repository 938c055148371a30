import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { Issuer } from '#libs/config';
import { isSameOrigin, Parameters, type RequestSource } from '#libs/protocol';
import type { SessionCookies } from '#libs/sessions';
import { LogoutEndpoint } from './logout-endpoint.js';
import type { LogoutStep } from './logout-step.js';
import { LogoutStepResponder } from './logout-step.responder.js';
import { DescribeLogout } from './openapi/logout.openapi.js';

type LogoutHttpRequest = SessionCookies & {
  readonly url: string;
  readonly body?: unknown;
  readonly headers: RequestSource;
};

/** `/oauth2/logout`, by GET and by POST. OpenID Connect RP-Initiated Logout 1.0 §2 */
@Controller('oauth2/logout')
export class LogoutController {
  constructor(
    private readonly endpoint: LogoutEndpoint,
    private readonly issuer: Issuer,
    private readonly responder: LogoutStepResponder,
  ) {}

  @Get()
  @DescribeLogout('logout', 'query')
  async get(@Req() sent: LogoutHttpRequest, @Res() reply: unknown): Promise<void> {
    const start = sent.url.indexOf('?');
    const parameters = Parameters.fromQuery(start < 0 ? '' : sent.url.slice(start + 1));
    await this.responder.answer(await this.endpoint.next(parameters, sent), sent, reply);
  }

  /** A form of another site brings no cookies, so that its request is to be repeated by GET. */
  @Post()
  @DescribeLogout('logoutByPost', 'form')
  async post(@Req() sent: LogoutHttpRequest, @Res() reply: unknown): Promise<void> {
    const parameters = Parameters.fromForm(sent.body);
    const step: LogoutStep = isSameOrigin(sent.headers, this.issuer.origin)
      ? await this.endpoint.next(parameters, sent)
      : { step: 'repeat_logout', parameters };
    await this.responder.answer(step, sent, reply);
  }
}
