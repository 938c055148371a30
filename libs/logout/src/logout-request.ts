import type { Client } from '#libs/clients';

/** Where the browser may go after signing out: exactly registered, by a client that proved itself by its ID token. */
export interface PostLogoutTarget {
  readonly redirect_uri: string;
  readonly state?: string;
}

/** A logout request, judged. OpenID Connect RP-Initiated Logout 1.0 §2 */
export interface LogoutRequest {
  /** The application that asks, when it is known. */
  readonly client?: Client;
  /** The session that the ID token speaks of. */
  readonly hinted_sid?: string;
  /** The person that the ID token speaks of. */
  readonly hinted_sub?: string;
  readonly target?: PostLogoutTarget;
  readonly ui_locales?: string;
}
