import { effectiveRules } from '#libs/clients';
import { isSubset } from '#libs/protocol';
import type { AuthorizationRequest } from '../request/authorization-request.js';

/**
 * Whether the person must be asked. OpenID Connect Core 1.0 §3.1.2.4
 *
 * @param given what they agreed to before for this client
 * @param answered whether they have just answered for this very request
 */
export function consentNeeded(
  request: AuthorizationRequest,
  given: readonly string[],
  answered: boolean,
): boolean {
  const asksAnew = request.prompt.has('consent') && !answered;
  return asksAnew || !isCovered(request, given);
}

function isCovered(request: AuthorizationRequest, given: readonly string[]): boolean {
  return !effectiveRules(request.client).require_consent || isSubset(request.scope, given);
}
