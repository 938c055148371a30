import { type Client, isPublic } from '#libs/clients';

/** What clients are for; one may be of several kinds. */
export const CLIENT_KINDS = ['web', 'spa', 'native', 'machine', 'device'] as const;
export type ClientKind = (typeof CLIENT_KINDS)[number];

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';

/** By what it may do, as registered. */
export function kindsOf(client: Client): readonly ClientKind[] {
  const signsIn =
    client.grant_types.includes('authorization_code') &&
    client.response_types.includes('code') &&
    client.redirect_uris.length > 0;
  return [
    ...(signsIn ? [signInKind(client)] : []),
    ...(client.grant_types.includes('client_credentials') && !isPublic(client) ? ['machine' as const] : []),
    ...(client.grant_types.includes(DEVICE_CODE) ? ['device' as const] : []),
  ];
}

/** RFC 6749 §2.1; OpenID Connect Dynamic Client Registration 1.0 §2, `application_type` */
function signInKind(client: Client): ClientKind {
  if (client.application_type === 'native') return 'native';
  return isPublic(client) ? 'spa' : 'web';
}
