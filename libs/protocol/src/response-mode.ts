import { OAuthError } from './oauth-error.js';

/** OAuth 2.0 Multiple Response Type Encoding Practices §2.1, OAuth 2.0 Form Post Response Mode §2. */
export const RESPONSE_MODES = ['query', 'fragment', 'form_post'] as const;

export type ResponseMode = (typeof RESPONSE_MODES)[number];

/** For the response type `code`. Multiple Response Type Encoding Practices §2.1 */
export const DEFAULT_RESPONSE_MODE: ResponseMode = 'query';

/** @throws OAuthError invalid_request for an unknown mode; answer that one in the default mode */
export function parseResponseMode(value: string | undefined): ResponseMode {
  if (value === undefined) return DEFAULT_RESPONSE_MODE;
  const mode = RESPONSE_MODES.find((known) => known === value);
  if (mode === undefined) throw new OAuthError('invalid_request', 'response_mode is not supported');
  return mode;
}
