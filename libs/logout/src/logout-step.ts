import type { Parameters } from '#libs/protocol';
import type { SignedIn } from '#libs/sessions';
import type { LogoutRequest } from './logout-request.js';

/** What has to happen next for a logout request to be answered. */
export type LogoutStep =
  | { readonly step: 'signed_out'; readonly request: LogoutRequest }
  | {
      readonly step: 'confirm_sign_out';
      readonly request: LogoutRequest;
      readonly parameters: Parameters;
      readonly signedIn: SignedIn;
    }
  /** It came by a form of another site, with which the browser sends no cookies: to be repeated by GET. */
  | { readonly step: 'repeat_logout'; readonly parameters: Parameters };
