import { checkRedirectUriForRegistration, checkWebUri, originOf } from '#libs/protocol';
import type { ClientMetadata } from '../client-metadata.js';
import { type Problem, problemOf, problemsOfItems } from '../problem.js';

const WEB_URIS = [
  'client_uri',
  'logo_uri',
  'policy_uri',
  'tos_uri',
  'initiate_login_uri',
  'sector_identifier_uri',
  'backchannel_logout_uri',
  'frontchannel_logout_uri',
] as const;

/** URIs that people are shown or browsers are sent to: never one that runs script. RFC 7591 §5 */
export function checkWebUris(metadata: ClientMetadata): Problem[] {
  const single = WEB_URIS.flatMap((field) => {
    const uri = metadata[field];
    return uri === null ? [] : problemOf(field, checkWebUri(uri));
  });
  return [
    ...single,
    ...problemsOfItems('request_uris', metadata.request_uris ?? [], checkWebUri),
    ...checkInitiateLogin(metadata),
  ];
}

/** Https even on this machine: other parties send browsers there. OpenID Connect Dynamic Client Registration 1.0 §2 */
function checkInitiateLogin({ initiate_login_uri: uri }: ClientMetadata): Problem[] {
  if (uri === null || checkWebUri(uri) !== undefined || /^https:/i.test(uri)) return [];
  return problemOf('initiate_login_uri', 'must be https');
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

/**
 * Tokens for a web application's browser go to a site that https vouches for, never to whoever listens on this machine.
 * OpenID Connect Dynamic Client Registration 1.0 §2, `application_type`
 */
export function checkImplicitRedirects(metadata: ClientMetadata): Problem[] {
  if (metadata.application_type !== 'web' || !metadata.grant_types.includes('implicit')) return [];
  return problemsOfItems('redirect_uris', metadata.redirect_uris, (uri) => {
    const safe = uri.startsWith('https:') && !/^https:\/\/localhost(?=[:/?]|$)/i.test(uri);
    return safe ? undefined : 'must be https and not on localhost, for grant_types holds implicit';
  });
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
