import { Injectable } from '@nestjs/common';
import type { Parameters } from '#libs/protocol';
import { type SessionCookies, type SignedIn, SignedInBrowser } from '#libs/sessions';
import { SubjectIdentifiers } from '#libs/tokens';
import { FrontChannel } from './front-channel/front-channel.js';
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
    private readonly frontChannel: FrontChannel,
    private readonly subjects: SubjectIdentifiers,
  ) {}

  /**
   * Signs out at once where an ID token proves that it is about this very session, and nothing is wrong with the request
   * (§4); else the person is asked.
   */
  async next(parameters: Parameters, sent: SessionCookies): Promise<ConfirmSignOut | SignedOut> {
    return this.decide(parameters, sent, async ({ session, account }, request) => {
      const { client, hinted_sid, hinted_sub, rejected_target } = request;
      if (rejected_target) return false;
      if (hinted_sid !== undefined) return hinted_sid === session.sid;
      return client !== undefined && hinted_sub === (await this.subjects.of(account, client));
    });
  }

  /**
   * Signs out where `mayEnd` says so; asks the person otherwise. A session that ran out ends too, so that its clients are
   * told, but nobody is asked about it: the page would say who they were. @throws OAuthError invalid_request
   */
  async decide(
    parameters: Parameters,
    sent: SessionCookies,
    mayEnd: (signedIn: SignedIn, request: LogoutRequest) => boolean | Promise<boolean>,
  ): Promise<ConfirmSignOut | SignedOut> {
    const request = await this.requests.read(parameters);
    const signedIn = await this.browser.signedIn(sent);
    const last = signedIn ?? (await this.browser.lastSignedIn(sent));
    if (last && (await mayEnd(last, request))) {
      const ended = await this.signOut.end(last, request.client?.client_id);
      const frontChannel = ended ? this.frontChannel.pagesFor(ended) : [];
      return { step: 'signed_out', request, parameters, frontChannel };
    }
    return signedIn
      ? { step: 'confirm_sign_out', request, parameters, signedIn }
      : { step: 'signed_out', request, parameters, frontChannel: [] };
  }
}
