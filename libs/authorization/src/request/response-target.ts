import {
  defaultResponseMode,
  OAuthError,
  type Parameters,
  parseResponseMode,
  type ResponseMode,
} from '#libs/protocol';
import type { AuthorizationTarget } from './authorization-target.js';

/** How the answer travels: read before the rest, so that errors in the rest travel the same way. */
export interface ResponseTarget extends AuthorizationTarget {
  readonly response_mode: ResponseMode;
  readonly state?: string;
}

/** A part that is no good is left out of the target, so that the error goes out in the default mode or without state. */
export function readResponseTarget(target: AuthorizationTarget): {
  readonly response: ResponseTarget;
  readonly error?: OAuthError;
} {
  const state = attempt(() => target.effective.get('state'));
  const mode = attempt(() => responseModeOf(target));
  const response_mode = mode.value ?? defaultResponseMode(responseTypeOf(target));
  return {
    response: { ...target, response_mode, state: state.value },
    error: target.problem ?? mode.error ?? state.error ?? sizeProblem(target.parameters),
  };
}

/** As it was sent; one that is no good, unknown or repeated, still says whether tokens were meant to come. */
function responseTypeOf({ effective }: AuthorizationTarget): string {
  return effective.getAll('response_type').join(' ');
}

/** A form can be posted to a web address only. OAuth 2.0 Form Post Response Mode §2 */
function responseModeOf(target: AuthorizationTarget): ResponseMode {
  const { effective, redirect_uri } = target;
  const mode = parseResponseMode(effective.get('response_mode'), responseTypeOf(target));
  if (mode !== 'form_post' || /^https?:/.test(redirect_uri.value)) return mode;
  throw new OAuthError('invalid_request', 'response_mode form_post needs an http or https redirect_uri');
}

/** More than the pages, which carry the request in one field, could bring back. */
function sizeProblem(parameters: Parameters): OAuthError | undefined {
  const fits = parameters.entries.length <= 50 && parameters.toQuery().length <= 16_000;
  return fits ? undefined : new OAuthError('invalid_request', 'the request is too long');
}

function attempt<T>(read: () => T): { readonly value?: T; readonly error?: OAuthError } {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof OAuthError) return { error };
    throw error;
  }
}
