import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { Issuer } from '#libs/config';
import { Parameters } from '#libs/protocol';
import { type SessionCookies, SignedInBrowser } from '#libs/sessions';
import { LogoutRequests } from './logout-requests.js';
import type { LogoutStep } from './logout-step.js';
import { LogoutStepResponder } from './logout-step.responder.js';
import { DescribeLogout } from './openapi/logout.openapi.js';
import { SignOut } from './sign-out.js';

type LogoutHttpRequest = SessionCookies & {
  readonly url: string;
  readonly body?: unknown;
  readonly headers: { readonly origin?: string; readonly 'sec-fetch-site'?: string };
};

/** `/oauth2/logout`, by GET and by POST. OpenID Connect RP-Initiated Logout 1.0 §2 */
@Controller('oauth2/logout')
export class LogoutController {
  constructor(
    private readonly requests: LogoutRequests,
    private readonly signOut: SignOut,
    private readonly browser: SignedInBrowser,
    private readonly issuer: Issuer,
    private readonly responder: LogoutStepResponder,
  ) {}

  @Get()
  @DescribeLogout('logout')
  async get(@Req() sent: LogoutHttpRequest, @Res() reply: unknown): Promise<void> {
    const start = sent.url.indexOf('?');
    const parameters = Parameters.fromQuery(start < 0 ? '' : sent.url.slice(start + 1));
    await this.responder.answer(await this.next(parameters, sent), sent, reply);
  }

  @Post()
  @DescribeLogout('logoutByPost')
  async post(@Req() sent: LogoutHttpRequest, @Res() reply: unknown): Promise<void> {
    const own =
      sent.headers['sec-fetch-site'] === 'same-origin' || sent.headers.origin === this.issuer.origin;
    const parameters = Parameters.fromForm(sent.body);
    const step: LogoutStep = own ? await this.next(parameters, sent) : { step: 'repeat_logout', parameters };
    await this.responder.answer(step, sent, reply);
  }

  private async next(parameters: Parameters, sent: LogoutHttpRequest): Promise<LogoutStep> {
    const request = await this.requests.read(parameters);
    const signedIn = await this.browser.signedIn(sent);
    if (signedIn && this.signOut.mustConfirm(request, signedIn)) {
      return { step: 'confirm_sign_out', request, parameters, signedIn };
    }
    if (signedIn) await this.signOut.end(signedIn, request.client?.client_id);
    return { step: 'signed_out', request };
  }
}
