import type { Authorization } from '../authorization.js';
import { accountIsEnabled } from './account-enabled.rule.js';
import { scopeIsAllowed } from './scope-allowed.rule.js';

/** Something that must hold whenever tokens are issued, whatever the grant. Throws an OAuthError when it doesn't. */
export type IssuanceRule = (authorization: Authorization) => void;

/** Applied to every grant's decision, in this order: no grant can forget one. */
export const ISSUANCE_RULES: readonly IssuanceRule[] = [accountIsEnabled, scopeIsAllowed];
