import { OAuthError } from './oauth-error.js';

/**
 * How old, in seconds, the person's authentication may be. 0 is like `prompt=login`.
 * OpenID Connect Core 1.0 §3.1.2.1
 * @throws OAuthError invalid_request
 */
export function parseMaxAge(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[0-9]{1,10}$/.test(value)) {
    throw new OAuthError('invalid_request', 'max_age must be a number of seconds');
  }
  return Number(value);
}
