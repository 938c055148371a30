import { brings, bringsTokens } from '#libs/protocol';

/** What a client may be registered to present at the token endpoint; `implicit` stands for tokens without one. */
export const GRANT_TYPES = [
  'authorization_code',
  'refresh_token',
  'client_credentials',
  'urn:ietf:params:oauth:grant-type:device_code',
  'implicit',
] as const;
export type GrantType = (typeof GRANT_TYPES)[number];

/** The grants that a response type goes with. OpenID Connect Dynamic Client Registration 1.0 §2, RFC 7591 §2.1 */
export function grantTypesOf(response_type: string): readonly GrantType[] {
  return [
    ...(brings(response_type, 'code') ? (['authorization_code'] as const) : []),
    ...(bringsTokens(response_type) ? (['implicit'] as const) : []),
  ];
}
