import type { Client } from '#libs/clients';
import type { Parameters } from '#libs/protocol';
import type { Authorization } from '../authorization.js';

/** One `grant_type` (RFC 6749 §4): judges what the client presents. It stores nothing and issues nothing. */
export interface Grant {
  /** The value of `grant_type`. */
  readonly type: string;
  /** @throws OAuthError invalid_grant, invalid_request, invalid_scope */
  decide(parameters: Parameters, client: Client): Promise<Authorization>;
}
