import type { Issuer } from '#libs/config';
import { ADMIN_SCOPES } from '#libs/protocol';

const ADMIN = new Set<string>(ADMIN_SCOPES);

/** The audience of Portico's own admin API: it accepts tokens for this, and no others. */
export function adminAudience(issuer: Issuer): string {
  return issuer.endpoint('/admin/v1');
}

/**
 * For whom an access token is meant: the resources that were asked for (RFC 8707 §2), otherwise the issuer itself
 * (RFC 9068 §3). With `openid` the issuer always, for its userinfo; the admin API where its scopes are held.
 */
export function audienceOf(
  scope: readonly string[],
  resource: readonly string[],
  issuer: Issuer,
): readonly string[] {
  const admin = scope.some((value) => ADMIN.has(value));
  const onlyAdmin = admin && scope.every((value) => ADMIN.has(value));
  const own = scope.includes('openid') || (resource.length === 0 && !onlyAdmin);
  return [...new Set([...(own ? [issuer.url] : []), ...resource, ...(admin ? [adminAudience(issuer)] : [])])];
}
