import { DEFAULT_RESPONSE_MODE, OAuthError, parseResponseMode, type ResponseMode } from '#libs/protocol';
import type { AuthorizationTarget } from './authorization-target.js';

/** How the answer travels: read before the rest, so that errors in the rest travel the same way. */
export interface ResponseTarget extends AuthorizationTarget {
  readonly response_mode: ResponseMode;
  readonly state?: string;
}

/** The error, if one of the two is no good, is to be sent in the default mode and without state. */
export function readResponseTarget(
  target: AuthorizationTarget,
): ResponseTarget & { readonly error?: OAuthError } {
  let response: ResponseTarget = { ...target, response_mode: DEFAULT_RESPONSE_MODE };
  try {
    response = { ...response, response_mode: parseResponseMode(target.parameters.get('response_mode')) };
    return { ...response, state: target.parameters.get('state') };
  } catch (error) {
    if (error instanceof OAuthError) return { ...response, error };
    throw error;
  }
}
