import type { Client } from '#libs/clients';
import type { MatchedRedirectUri } from '#libs/protocol';
import type { EffectiveRequest } from '../request-object/effective-requests.js';

/** Where the answer to an authorization request may go: proven by the `RedirectUriGuard` before anything is sent. */
export interface AuthorizationTarget extends EffectiveRequest {
  readonly client: Client;
  readonly redirect_uri: MatchedRedirectUri;
}
