import { OAuthError } from '#libs/protocol';
import type { ResponseTarget } from '../request/response-target.js';

/**
 * A refusal that travels to the client. It can't be made without a target, and a target can't be had without the
 * exact match of its redirect_uri. RFC 6749 §4.1.2.1
 */
export class AuthorizationError extends OAuthError {
  constructor(
    readonly target: ResponseTarget,
    refusal: OAuthError,
  ) {
    super(refusal.code, refusal.description, {
      rule: refusal.rule,
      facts: refusal.facts,
      cause: refusal.cause,
    });
  }
}
