import type { Parameters } from '#libs/protocol';
import type { SignedIn } from '#libs/sessions';
import type { LogoutRequest } from './logout-request.js';

/** Nobody is signed in at this browser any more. */
export interface SignedOut {
  readonly step: 'signed_out';
  readonly request: LogoutRequest;
  readonly parameters: Parameters;
  /**
   * Pages of clients that this browser is to load first, for their session ended by this very request; empty for any
   * other. OpenID Connect Front-Channel Logout 1.0 §3
   */
  readonly frontChannel: readonly string[];
}

/** The person must say whether they want to sign out. */
export interface ConfirmSignOut {
  readonly step: 'confirm_sign_out';
  readonly request: LogoutRequest;
  readonly parameters: Parameters;
  readonly signedIn: SignedIn;
}

/** What has to happen next for a logout request to be answered. */
export type LogoutStep =
  | SignedOut
  | ConfirmSignOut
  /** It came by a form of another site, with which the browser sends no cookies: to be repeated by GET. */
  | { readonly step: 'repeat_logout'; readonly parameters: Parameters };
