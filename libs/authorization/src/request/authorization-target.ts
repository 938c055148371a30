import type { Client } from '#libs/clients';
import type { MatchedRedirectUri, Parameters } from '#libs/protocol';

/** Where the answer to an authorization request may go: proven by the `RedirectUriGuard` before anything is sent. */
export interface AuthorizationTarget {
  readonly client: Client;
  readonly redirect_uri: MatchedRedirectUri;
  /** The whole request as it was sent, without Portico's own ticket. */
  readonly parameters: Parameters;
}
