import type { Parameters } from '#libs/protocol';
import type { SignedIn } from '#libs/sessions';
import type { AuthorizationRequest } from './request/authorization-request.js';
import type { AuthorizationResponse } from './response/authorization-response.js';
import type { Ticket } from './ticket/ticket.js';

/**
 * Why the person must say who they are: nobody is signed in; the client wants them to prove it anew; to choose; it
 * expects somebody else; or it wants them to make an account (Initiating User Registration via OpenID Connect 1.0).
 */
export type SignInReason = 'nobody' | 'again' | 'choose' | 'somebody_else' | 'create';

/** Something that only the person can do. */
export type PersonStep =
  | {
      readonly step: 'sign_in';
      readonly reason: SignInReason;
      readonly request: AuthorizationRequest;
      readonly ticket: Ticket;
      readonly signedIn?: SignedIn;
    }
  | {
      readonly step: 'consent';
      readonly request: AuthorizationRequest;
      readonly ticket: Ticket;
      readonly signedIn: SignedIn;
    };

/** Nothing is missing. */
export interface Respond {
  readonly step: 'respond';
  readonly response: AuthorizationResponse;
}

/** What has to happen next for an authorization request to be answered. */
export type NextStep =
  | PersonStep
  | Respond
  /** It came by a form of another site, with which the browser sends no cookies: to be repeated by GET. */
  | { readonly step: 'repeat'; readonly parameters: Parameters };
