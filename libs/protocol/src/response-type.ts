import { OAuthError } from './oauth-error.js';

/** What the authorization endpoint can answer with. OAuth 2.0 Multiple Response Type Encoding Practices §3 */
const PARTS = ['code', 'id_token', 'token'] as const;

export type ResponsePart = (typeof PARTS)[number];

/**
 * What may be asked of the authorization endpoint, by clients that are registered for it. Not `token` alone: it says
 * nothing of who signed in, so that any client's token would do for another's (OpenID Connect Core 1.0 §3).
 */
export const RESPONSE_TYPES = [
  'code',
  'id_token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
] as const;

export type ResponseType = (typeof RESPONSE_TYPES)[number];

/**
 * The response type with these words, in whatever order they are. RFC 6749 §3.1.1
 *
 * @returns undefined when there is none
 */
export function findResponseType(words: string): ResponseType | undefined {
  const sorted = inOrder(words);
  return RESPONSE_TYPES.find((known) => inOrder(known) === sorted);
}

/**
 * RFC 6749 §3.1.1 and §4.1.2.1
 * @throws OAuthError invalid_request when it is missing, unsupported_response_type when it is another
 */
export function parseResponseType(value: string | undefined): ResponseType {
  if (value === undefined) throw new OAuthError('invalid_request', 'response_type is missing');
  const type = findResponseType(value);
  if (type !== undefined) return type;
  throw new OAuthError('unsupported_response_type', 'response_type is not supported', {
    facts: { supported: RESPONSE_TYPES },
  });
}

/** Whether what is asked for, known or not, names this part. */
export function brings(responseType: string, part: ResponsePart): boolean {
  return responseType.split(' ').includes(part);
}

/** Whether something is asked for that no query may carry. OAuth 2.0 Multiple Response Type Encoding Practices §3 and §5 */
export function bringsTokens(responseType: string): boolean {
  return brings(responseType, 'id_token') || brings(responseType, 'token');
}

function inOrder(words: string): string {
  return words.split(' ').toSorted().join(' ');
}
