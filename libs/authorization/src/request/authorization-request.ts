import type { ClaimsRequest, Prompt, ResponseMode } from '#libs/protocol';
import type { AuthorizationTarget } from './authorization-target.js';

/** An authorization request that may be answered, each parameter read once. OpenID Connect Core 1.0 §3.1.2.1 */
export interface AuthorizationRequest extends AuthorizationTarget {
  readonly response_mode: ResponseMode;
  readonly state?: string;
  /** What is asked for, of what this client may have. */
  readonly scope: readonly string[];
  readonly nonce?: string;
  /** S256. */
  readonly code_challenge?: string;
  readonly prompt: ReadonlySet<Prompt>;
  /** Seconds. */
  readonly max_age?: number;
  readonly login_hint?: string;
  /** The person that the client expects, by `id_token_hint` or by `claims`. */
  readonly expected_sub?: string;
  readonly ui_locales?: string;
  readonly claims: ClaimsRequest;
}
