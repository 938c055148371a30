import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Issuer } from '#libs/config';
import { OAuthError } from '#libs/protocol';
import type { SignedIn } from '#libs/sessions';
import {
  AccessPolicyRule,
  AuthorizationIssuer,
  type IssuedAuthorization,
  SubjectIdentifiers,
} from '#libs/tokens';
import { consentNeeded } from './consent/consent-needed.js';
import { Consents } from './consent/consents.js';
import type { PersonStep, Respond } from './next-step.js';
import type { AuthorizationRequest } from './request/authorization-request.js';
import { unmetAuthenticationRequirements } from './request/unmet-authentication-requirements.js';
import { UntrustedRequestError } from './request/untrusted-request-error.js';
import { AuthorizationError } from './response/authorization-error.js';
import { successResponse } from './response/authorization-response.js';
import { reachesAcr, signInNeeded } from './sign-in-needed.js';
import { boundTo, type Ticket } from './ticket/ticket.js';
import type { Visit } from './visit.js';

/** A visit whose ticket is known. */
export type TicketedVisit = Visit & { readonly ticket: Ticket };

/**
 * Decides what an authorization request needs next. It is asked again after every step, and decides from the request,
 * the ticket and the session alone: there is no stored state to lose.
 */
@Injectable()
export class AuthorizationEndpoint {
  constructor(
    private readonly consents: Consents,
    private readonly authorizations: AuthorizationIssuer,
    private readonly subjects: SubjectIdentifiers,
    private readonly accessPolicy: AccessPolicyRule,
    private readonly clock: Clock,
    private readonly issuer: Issuer,
  ) {}

  /**
   * The next step; when nothing is missing, what was asked for is issued.
   *
   * @throws AuthorizationError
   */
  async next(visit: TicketedVisit): Promise<PersonStep | Respond> {
    const decided = await this.decide(visit);
    return 'step' in decided ? decided : this.respond(visit, decided);
  }

  /**
   * What the person still has to do, if anything. Changes nothing.
   *
   * @throws AuthorizationError when the client forbade asking, or the person said no
   */
  async missing(visit: TicketedVisit): Promise<PersonStep | undefined> {
    const decided = await this.decide(visit);
    return 'step' in decided ? decided : undefined;
  }

  /** Either a step, or the person who has done all that was needed. */
  private async decide({ request, ticket, signedIn, ip }: TicketedVisit): Promise<PersonStep | SignedIn> {
    const sub = signedIn && (await this.subjects.of(signedIn.account, request.client));
    const reason = signInNeeded(request, ticket, signedIn, sub, this.clock.now());
    if (reason !== undefined || !signedIn) {
      refuseIfSilent(request, 'login_required', 'the person must sign in');
      return { step: 'sign_in', reason: reason ?? 'nobody', request, ticket, signedIn };
    }
    if (!reachesAcr(request, signedIn.session)) {
      throw new AuthorizationError(request, unmetAuthenticationRequirements());
    }
    const person = { account: signedIn.account, sub: sub ?? signedIn.account.sub };
    await forClient(request, () => this.accessPolicy.assertAdmits({ ...request, person, network: ip }));
    const bound = boundTo(ticket, signedIn.session.sid);
    if (bound.consent === 'denied') {
      throw new AuthorizationError(request, new OAuthError('access_denied', 'the person said no'));
    }
    const given = await this.consents.given(signedIn.account.id, request.client.client_id);
    if (!consentNeeded(request, given, bound.consent === 'allowed')) return signedIn;
    refuseIfSilent(request, 'consent_required', 'the person must agree first');
    return { step: 'consent', request, ticket: bound, signedIn };
  }

  private async respond(visit: Visit, signedIn: SignedIn): Promise<Respond> {
    const issued = await this.issue(visit, signedIn);
    return { step: 'respond', response: successResponse(visit.request, issued, this.issuer) };
  }

  private issue({ request, ip }: Visit, { session, account }: SignedIn): Promise<IssuedAuthorization> {
    return forClient(request, () =>
      this.authorizations.issue({
        client: request.client,
        account,
        authentication: session,
        ip,
        response_type: request.response_type,
        scope: request.scope,
        claims: request.claims,
        resource: request.resource,
        redirect_uri: request.redirect_uri,
        code_challenge: request.code_challenge,
        nonce: request.nonce,
        spend: request.pushed?.spend,
      }),
    );
  }
}

/** What a rule refuses is told to the client. @throws AuthorizationError */
async function forClient<T>(request: AuthorizationRequest, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof OAuthError && !(error instanceof UntrustedRequestError)
      ? new AuthorizationError(request, error)
      : error;
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
