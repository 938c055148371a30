import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Issuer } from '#libs/config';
import { OAuthError } from '#libs/protocol';
import type { SignedIn } from '#libs/sessions';
import { AuthorizationCodes } from '#libs/tokens';
import { consentNeeded } from './consent/consent-needed.js';
import { Consents } from './consent/consents.js';
import type { NextStep, PersonStep } from './next-step.js';
import type { AuthorizationRequest } from './request/authorization-request.js';
import { AuthorizationError } from './response/authorization-error.js';
import { successResponse } from './response/authorization-response.js';
import { signInNeeded } from './sign-in-needed.js';
import type { Ticket } from './ticket/ticket.js';

/**
 * Decides what an authorization request needs next. It is asked again after every step, and decides from the request,
 * the ticket and the session alone: there is no stored state to lose.
 */
@Injectable()
export class AuthorizationEndpoint {
  constructor(
    private readonly consents: Consents,
    private readonly codes: AuthorizationCodes,
    private readonly clock: Clock,
    private readonly issuer: Issuer,
  ) {}

  /**
   * The next step; when nothing is missing, the code is issued.
   *
   * @throws AuthorizationError
   */
  async next(
    request: AuthorizationRequest,
    ticket: Ticket,
    signedIn: SignedIn | undefined,
  ): Promise<NextStep> {
    const missing = await this.missing(request, ticket, signedIn);
    if (missing) return missing;
    if (!signedIn) throw new Error('nobody is signed in');
    const { session, account } = signedIn;
    const code = await this.codes.issue({
      client: request.client,
      account_id: account.id,
      authentication: session,
      scope: request.scope,
      claims: request.claims,
      redirect_uri: request.redirect_uri,
      code_challenge: request.code_challenge,
      nonce: request.nonce,
    });
    return { step: 'respond', response: successResponse(request, code, this.issuer) };
  }

  /**
   * What the person still has to do, if anything. Changes nothing.
   *
   * @throws AuthorizationError when the client forbade asking, or the person said no
   */
  async missing(
    request: AuthorizationRequest,
    ticket: Ticket,
    signedIn: SignedIn | undefined,
  ): Promise<PersonStep | undefined> {
    const reason = signInNeeded(request, ticket, signedIn, this.clock.now());
    if (reason !== undefined || !signedIn) {
      refuseIfSilent(request, 'login_required', 'the person must sign in');
      return { step: 'sign_in', reason: reason ?? 'nobody', request, ticket, signedIn };
    }
    const { session, account } = signedIn;
    const answer = ticket.sid === session.sid ? ticket.consent : undefined;
    if (answer === 'denied') {
      throw new AuthorizationError(request, new OAuthError('access_denied', 'the person said no'));
    }
    const given = await this.consents.given(account.id, request.client.client_id);
    if (!consentNeeded(request, given, answer === 'allowed')) return undefined;
    refuseIfSilent(request, 'consent_required', 'the person must agree first');
    return { step: 'consent', request, ticket: { ...ticket, sid: session.sid }, signedIn };
  }
}

/** `prompt=none`: no page, whatever is missing. OpenID Connect Core 1.0 §3.1.2.6 */
function refuseIfSilent(
  request: AuthorizationRequest,
  code: 'login_required' | 'consent_required',
  description: string,
): void {
  if (request.prompt.has('none')) {
    throw new AuthorizationError(request, new OAuthError(code, description, { rule: 'prompt=none' }));
  }
}
