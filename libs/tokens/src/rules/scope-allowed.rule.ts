import { effectiveRules } from '#libs/clients';
import { isSubset, OAuthError, parseScope } from '#libs/protocol';
import type { IssuanceRule } from './index.js';

/** What an administrator took from the client since the person agreed is not issued any more. */
export const scopeIsAllowed: IssuanceRule = ({ client, scope }) => {
  const allowed = parseScope(effectiveRules(client).scope);
  if (!isSubset(scope, allowed)) {
    throw new OAuthError('invalid_scope', 'the grant holds a scope that this client may no longer have', {
      rule: 'client.scope',
      facts: { granted: scope, allowed },
    });
  }
};
