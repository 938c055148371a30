import { OAuthError } from './oauth-error.js';

/** What the authorization endpoint issues. Tokens never travel through the browser: RFC 9700 §2.1.2. */
export const RESPONSE_TYPES = ['code'] as const;

export type ResponseType = (typeof RESPONSE_TYPES)[number];

/**
 * RFC 6749 §3.1.1 and §4.1.2.1
 * @throws OAuthError invalid_request when it is missing, unsupported_response_type when it is another
 */
export function parseResponseType(value: string | undefined): ResponseType {
  if (value === undefined) throw new OAuthError('invalid_request', 'response_type is missing');
  const type = RESPONSE_TYPES.find((known) => known === value);
  if (type === undefined) throw new OAuthError('unsupported_response_type', 'response_type must be code');
  return type;
}
