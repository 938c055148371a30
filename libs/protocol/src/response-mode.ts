import { OAuthError } from './oauth-error.js';
import { bringsTokens } from './response-type.js';

/** OAuth 2.0 Multiple Response Type Encoding Practices §2.1, OAuth 2.0 Form Post Response Mode §2. */
export const RESPONSE_MODES = ['query', 'fragment', 'form_post'] as const;

export type ResponseMode = (typeof RESPONSE_MODES)[number];

/**
 * How the answer travels, and every error, when the request doesn't say. OAuth 2.0 Multiple Response Type Encoding
 * Practices §2.1 and §5, RFC 6749 §4.2.2.1
 *
 * @param responseType as it was sent, known or not; empty: none was
 */
export function defaultResponseMode(responseType: string): ResponseMode {
  return bringsTokens(responseType) ? 'fragment' : 'query';
}

/**
 * Tokens never travel in a query, which servers log and browsers pass on. OAuth 2.0 Multiple Response Type Encoding
 * Practices §3 and §5
 *
 * @param responseType as it was sent, known or not; empty: none was
 * @throws OAuthError invalid_request for another mode; answer that one in the default mode
 */
export function parseResponseMode(value: string | undefined, responseType: string): ResponseMode {
  if (value === undefined) return defaultResponseMode(responseType);
  const mode = RESPONSE_MODES.find((known) => known === value);
  if (mode === undefined) throw new OAuthError('invalid_request', 'response_mode is not supported');
  if (mode !== 'query' || !bringsTokens(responseType)) return mode;
  throw new OAuthError('invalid_request', 'response_mode must not be query for a response_type with tokens', {
    rule: 'OAuth 2.0 Multiple Response Type Encoding Practices §5',
  });
}
