import type { SigningAlgorithm } from '#libs/protocol';
import type { AccessTokenFormat, AssertionAudience } from '../client.entity.js';

/** What Portico demands of a client and gives to it. Lifetimes are seconds. */
export interface ClientRules {
  /** RFC 9700 §2.1.1 */
  readonly require_pkce: boolean;
  readonly require_consent: boolean;
  /** RFC 9126 §6 */
  readonly require_pushed_authorization_requests: boolean;
  /** RFC 7523 §3 */
  readonly client_assertion_audience: AssertionAudience;
  readonly access_token_format: AccessTokenFormat;
  readonly access_token_lifetime: number;
  /** From the consent to the end, whatever the use. */
  readonly refresh_token_lifetime: number;
  /** Without use. */
  readonly refresh_token_idle_lifetime: number;
  /** All that it may ask for, space-separated. */
  readonly scope: string;
  readonly id_token_signed_response_alg: SigningAlgorithm;
  readonly access_token_signed_response_alg: SigningAlgorithm;
}
