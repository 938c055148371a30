import type { ClaimsRequest, Prompt, ResponseType } from '#libs/protocol';
import type { ResponseTarget } from './response-target.js';

/** An authorization request that may be answered, each parameter read once. OpenID Connect Core 1.0 §3.1.2.1 */
export interface AuthorizationRequest extends ResponseTarget {
  /** One that the client is registered for. */
  readonly response_type: ResponseType;
  /** What is asked for, of what this client may have. */
  readonly scope: readonly string[];
  /** There whenever this endpoint is to issue an ID token. */
  readonly nonce?: string;
  /** S256. */
  readonly code_challenge?: string;
  readonly prompt: ReadonlySet<Prompt>;
  /** Seconds. */
  readonly max_age?: number;
  /** One of these must be reached. OpenID Connect Core 1.0 §5.5.1.1 */
  readonly required_acr?: ReadonlySet<string>;
  readonly login_hint?: string;
  /** The people who will do, when the client names them by `id_token_hint` or by `claims`. */
  readonly expected_subs?: ReadonlySet<string>;
  readonly ui_locales?: string;
  readonly claims: ClaimsRequest;
  /** What the access token is to be for. RFC 8707 */
  readonly resource: readonly string[];
}
