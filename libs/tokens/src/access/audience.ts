import type { Issuer } from '#libs/config';
import { ADMIN_SCOPES } from '#libs/protocol';

const ADMIN = new Set<string>(ADMIN_SCOPES);

/** The audience of Portico's own admin API: it accepts tokens for this, and no others. */
export function adminAudience(issuer: Issuer): string {
  return issuer.endpoint('/admin/v1');
}

/** For whom an access token is meant. RFC 9068 §2.2: the issuer itself, and the admin API where its scopes are held. */
export function audienceOf(scope: readonly string[], issuer: Issuer): readonly string[] {
  const admin = scope.some((value) => ADMIN.has(value));
  const others = scope.length === 0 || scope.some((value) => !ADMIN.has(value));
  return [...(others ? [issuer.url] : []), ...(admin ? [adminAudience(issuer)] : [])];
}
