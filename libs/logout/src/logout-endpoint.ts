import { Injectable } from '@nestjs/common';
import type { Parameters } from '#libs/protocol';
import { type SessionCookies, type SignedIn, SignedInBrowser } from '#libs/sessions';
import type { LogoutRequest } from './logout-request.js';
import { LogoutRequests } from './logout-requests.js';
import type { ConfirmSignOut, SignedOut } from './logout-step.js';
import { SignOut } from './sign-out.js';

/** Decides what a logout request needs next. OpenID Connect RP-Initiated Logout 1.0 §2 */
@Injectable()
export class LogoutEndpoint {
  constructor(
    private readonly requests: LogoutRequests,
    private readonly browser: SignedInBrowser,
    private readonly signOut: SignOut,
  ) {}

  /** Signs out at once where an ID token proves that it is about this very session; else the person is asked. */
  async next(parameters: Parameters, sent: SessionCookies): Promise<ConfirmSignOut | SignedOut> {
    return this.decide(parameters, sent, ({ session, account }, { hinted_sid, hinted_sub }) =>
      hinted_sid === undefined ? hinted_sub === account.sub : hinted_sid === session.sid,
    );
  }

  /** Signs out where `mayEnd` says so; asks the person otherwise. @throws OAuthError invalid_request */
  async decide(
    parameters: Parameters,
    sent: SessionCookies,
    mayEnd: (signedIn: SignedIn, request: LogoutRequest) => boolean,
  ): Promise<ConfirmSignOut | SignedOut> {
    const request = await this.requests.read(parameters);
    const signedIn = await this.browser.signedIn(sent);
    if (!signedIn) return { step: 'signed_out', request, parameters };
    if (!mayEnd(signedIn, request)) return { step: 'confirm_sign_out', request, parameters, signedIn };
    await this.signOut.end(signedIn, request.client?.client_id);
    return { step: 'signed_out', request, parameters };
  }
}
