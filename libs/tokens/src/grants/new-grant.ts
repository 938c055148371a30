import { effectiveRules } from '#libs/clients';
import { brings, formatScope } from '#libs/protocol';
import { randomToken } from '#libs/secrets';
import type { AuthorizationDraft } from '../authorization-draft.js';
import type { NewGrant } from './grant.repository.js';

/**
 * The grant that a person gives at the authorization endpoint.
 *
 * @param now epoch seconds
 * @param codeLifetime seconds
 */
export function newGrant(draft: AuthorizationDraft, now: number, codeLifetime: number): NewGrant {
  const { client, account, authentication, scope, claims, resource } = draft;
  const offline = scope.includes('offline_access');
  return {
    grant_id: randomToken(),
    client_id: client.client_id,
    account_id: account.id,
    sid: authentication.sid,
    scope: formatScope(scope),
    claims: Object.keys(claims).length === 0 ? null : claims,
    resource: resource.length === 0 ? null : resource,
    auth_time: authentication.auth_time,
    amr: [...authentication.amr],
    acr: authentication.acr,
    offline,
    ip: draft.ip,
    created_at: now,
    expires_at: now + lifetime(draft, offline, codeLifetime),
  };
}

/** Seconds until nothing issued under the grant can be alive. */
function lifetime(
  { client, response_type }: AuthorizationDraft,
  offline: boolean,
  codeLifetime: number,
): number {
  const rules = effectiveRules(client);
  const untilRedeemed = brings(response_type, 'code') ? codeLifetime : 0;
  return untilRedeemed + (offline ? rules.refresh_token_lifetime : 0) + rules.access_token_lifetime;
}
