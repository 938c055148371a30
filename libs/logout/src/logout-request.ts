import type { Client } from '#libs/clients';
import type { PostLogoutTarget, RejectedTarget } from './post-logout-target.js';

/** A logout request, judged. OpenID Connect RP-Initiated Logout 1.0 §2 */
export interface LogoutRequest {
  /** The application that asks, when it is known. */
  readonly client?: Client;
  /** The session that the ID token speaks of. */
  readonly hinted_sid?: string;
  /** The person that the ID token speaks of. */
  readonly hinted_sub?: string;
  readonly target?: PostLogoutTarget;
  /** A `post_logout_redirect_uri` was sent, and the browser won't go there. */
  readonly rejected_target?: RejectedTarget;
  readonly ui_locales?: string;
}
