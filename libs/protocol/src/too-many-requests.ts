import { OAuthError, type OAuthErrorDetails } from './oauth-error.js';

/** Asked too often. It is the asker's doing, so it is 429 and no 503. RFC 6585 §4, RFC 9126 §2.3 */
export class TooManyRequests extends OAuthError {
  override readonly status: number = 429;

  /** @param retryAfter seconds */
  constructor(retryAfter: number, { rule, facts }: Pick<OAuthErrorDetails, 'rule' | 'facts'> = {}) {
    super('temporarily_unavailable', 'too much was asked for from this network: try again later', {
      rule,
      facts: { ...facts, retry_after: retryAfter },
      headers: { 'retry-after': String(retryAfter) },
    });
  }
}
