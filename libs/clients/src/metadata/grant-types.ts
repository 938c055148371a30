/** What a client may be registered to present at the token endpoint; `libs/tokens` has a file for each. */
export const GRANT_TYPES = ['authorization_code', 'refresh_token', 'client_credentials'] as const;
export type GrantType = (typeof GRANT_TYPES)[number];

/** What a client may be registered to ask of the authorization endpoint. RFC 9700 §2.1.2 leaves only this. */
export const RESPONSE_TYPES = ['code'] as const;
