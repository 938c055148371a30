import type { Client } from '../client.js';
import type { ClientRequest } from './client-request.js';

/** Whom a request claims to come from; `client_id` is undefined when that can't be read. */
export interface ClaimedIdentity {
  readonly client_id: string | undefined;
}

/** Why a claim counts as not proved. */
export interface NotProved {
  readonly proved: false;
  /** For administrators. */
  readonly rule: string;
  /** For the client's developer; set only once the request has shown that it holds the client's credential. */
  readonly description?: string;
  readonly cause?: unknown;
}

export type Proof = { readonly proved: true } | NotProved;

/** One way for a client to authenticate. RFC 6749 §2.3, OpenID Connect Core 1.0 §9 */
export interface ClientAuthenticationMethod {
  /** Undefined when the request doesn't use this method. @throws OAuthError invalid_request */
  identify(request: ClientRequest): ClaimedIdentity | undefined;

  /**
   * Whether the request comes from the client that it claims to.
   * @param client undefined when it is unknown or disabled: then the same work is done, and nothing proved
   */
  prove(request: ClientRequest, client: Client | undefined): Proof | Promise<Proof>;
}
