/** What a client may be registered to present at the token endpoint; `implicit` stands for tokens without one. */
export const GRANT_TYPES = [
  'authorization_code',
  'refresh_token',
  'client_credentials',
  'urn:ietf:params:oauth:grant-type:device_code',
  'implicit',
] as const;
export type GrantType = (typeof GRANT_TYPES)[number];

/**
 * What a client may be registered to ask of the authorization endpoint. RFC 9700 §2.1.2 leaves only `code`; the others
 * are OAuth 2.0 Multiple Response Type Encoding Practices' §3 and §5, for a client whose owner insists.
 */
export const RESPONSE_TYPES = [
  'code',
  'id_token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
] as const;
export type RegisteredResponseType = (typeof RESPONSE_TYPES)[number];

/** The grants that a response type goes with. OpenID Connect Dynamic Client Registration 1.0 §2 */
export function grantTypesOf(response_type: string): readonly GrantType[] {
  const parts = response_type.split(' ');
  const implicit = parts.includes('id_token') || parts.includes('token');
  return [
    ...(parts.includes('code') ? (['authorization_code'] as const) : []),
    ...(implicit ? (['implicit'] as const) : []),
  ];
}
