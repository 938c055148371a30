import { effectiveRules } from '#libs/clients';
import type { Issuer } from '#libs/config';
import { formatScope, PERMISSIONS_SCOPE } from '#libs/protocol';
import { randomToken } from '#libs/secrets';
import { subjectOf } from '../authorization.js';
import type { AllowedAuthorization } from '../rules/issuance-rules.js';
import { audienceOf } from './audience.js';

/** Bytes that the permissions may add to a token; more are told by introspection only. */
const LONGEST_PERMISSIONS = 4096;

/** Seconds that an access token lives: the client's rule, and no longer than its grant and its policies allow. */
export function accessTokenLifetime(
  { client, access, expires_at }: AllowedAuthorization,
  now: number,
): number {
  const bounds = [access.access_token_lifetime, expires_at === undefined ? undefined : expires_at - now];
  return Math.min(
    effectiveRules(client).access_token_lifetime,
    ...bounds.filter((bound) => bound !== undefined),
  );
}

/**
 * The claims of an access token. RFC 9068 §2.2; `grant_id` is Portico's own, so that revoking the grant ends the token
 * where Portico is asked, and so are the permissions.
 *
 * @param now epoch seconds
 */
export function accessTokenClaims(
  authorization: AllowedAuthorization,
  issuer: Issuer,
  now: number,
): Readonly<Record<string, unknown>> & { readonly exp: number } {
  const { client, person, scope } = authorization;
  const audience = audienceOf(scope, authorization.resource ?? [], issuer);
  return {
    iss: issuer.url,
    sub: subjectOf(authorization),
    aud: audience.length === 1 ? audience[0] : audience,
    client_id: client.client_id,
    iat: now,
    exp: now + accessTokenLifetime(authorization, now),
    jti: randomToken(16),
    ...(scope.length > 0 && { scope: formatScope(scope) }),
    grant_id: authorization.grant_id,
    ...(person && { auth_time: person.auth_time }),
    ...(person?.acr && { acr: person.acr }),
    ...(person && { amr: person.amr }),
    ...(scope.includes(PERMISSIONS_SCOPE) && permissionsClaim(authorization)),
  };
}

/** A resource server that finds `permissions_omitted` introspects the token, or asks for a decision. */
function permissionsClaim({ access: { permissions } }: AllowedAuthorization): object {
  const fit = permissions && Buffer.byteLength(JSON.stringify(permissions)) <= LONGEST_PERMISSIONS;
  return fit ? { permissions } : { permissions_omitted: true };
}
