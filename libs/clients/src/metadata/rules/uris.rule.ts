import { checkRedirectUriForRegistration, checkWebUri, originOf } from '#libs/protocol';
import type { ClientMetadata } from '../client-metadata.js';
import { type Problem, problemOf, problemsOfItems } from '../problem.js';

const WEB_URIS = ['client_uri', 'logo_uri', 'policy_uri', 'tos_uri', 'initiate_login_uri'] as const;

/** URIs that people are shown or browsers are sent to: never one that runs script. RFC 7591 §5 */
export function checkWebUris(metadata: ClientMetadata): Problem[] {
  return WEB_URIS.flatMap((field) => {
    const uri = metadata[field];
    return uri === null ? [] : problemOf(field, checkWebUri(uri));
  });
}

/** RFC 6749 §3.1.2, RFC 8252 §7, OpenID Connect RP-Initiated Logout 1.0 §3.1 */
export function checkRedirectUris(metadata: ClientMetadata, privateUseSchemes: readonly string[]): Problem[] {
  const rules = { application_type: metadata.application_type, private_use_schemes: privateUseSchemes };
  const check = (uri: string) => checkRedirectUriForRegistration(uri, rules);
  return [
    ...problemsOfItems('redirect_uris', metadata.redirect_uris, check),
    ...problemsOfItems('post_logout_redirect_uris', metadata.post_logout_redirect_uris, check),
  ];
}

/** What a browser sends in `Origin` is compared as it is, so nothing else may be registered. RFC 6454 §6.2 */
export function checkAllowedOrigins(metadata: ClientMetadata): Problem[] {
  return problemsOfItems('allowed_origins', metadata.allowed_origins, (origin) => {
    const problem = checkWebUri(origin);
    if (problem !== undefined) return problem;
    if (originOf(origin) === origin) return undefined;
    return 'must be an origin as a browser sends it: scheme, host in lower case, a port only if it is not the usual one, no slash at the end';
  });
}
