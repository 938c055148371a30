import { effectiveRules } from '#libs/clients';
import { claimsBeyond, isSubset } from '#libs/protocol';
import type { AuthorizationRequest } from '../request/authorization-request.js';
import type { Given } from './consents.js';

/**
 * Whether the person must be asked. OpenID Connect Core 1.0 §3.1.2.4
 *
 * @param given what they agreed to before for this client
 * @param answered whether they have just answered for this very request
 */
export function consentNeeded(request: AuthorizationRequest, given: Given, answered: boolean): boolean {
  const asksAnew = request.prompt.has('consent') && !answered;
  return asksAnew || !isCovered(request, given);
}

/** What the person is asked to give: the scopes, and the claims that none of them stands for. */
export function askedFor({ scope, claims }: AuthorizationRequest): Given {
  return { scope, claims: claimsBeyond(scope, claims) };
}

/** A claim is covered by a scope that was given before, too. */
function isCovered({ client, scope, claims }: AuthorizationRequest, given: Given): boolean {
  if (!effectiveRules(client).require_consent) return true;
  return isSubset(scope, given.scope) && isSubset(claimsBeyond(given.scope, claims), given.claims);
}
