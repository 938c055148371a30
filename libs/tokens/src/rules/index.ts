import type { Authorization } from '../authorization.js';
import { accountIsEnabled } from './account-enabled.rule.js';
import { scopeIsAllowed } from './scope-allowed.rule.js';

/** Something that must hold whenever tokens are issued, whatever the grant. Throws an OAuthError when it doesn't. */
export type IssuanceRule = (authorization: Authorization) => void;

/** Applied to every grant's decision, in this order: no grant can forget one. */
export const ISSUANCE_RULES: readonly IssuanceRule[] = [accountIsEnabled, scopeIsAllowed];

declare const ALLOWED: unique symbol;

/** An authorization that every rule holds for: tokens are made of no other, at whichever endpoint. */
export type AllowedAuthorization = Authorization & { readonly [ALLOWED]: true };

/** @throws OAuthError of the first rule that doesn't hold */
export function allowed(authorization: Authorization): AllowedAuthorization {
  for (const rule of ISSUANCE_RULES) rule(authorization);
  return authorization as AllowedAuthorization;
}
