import type { Issuer } from '#libs/config';
import type { MatchedRedirectUri, OAuthErrorCode, ResponseMode } from '#libs/protocol';
import type { IssuedAuthorization } from '#libs/tokens';
import type { ResponseTarget } from '../request/response-target.js';

/** What goes back to the client, and how. */
export interface AuthorizationResponse {
  readonly redirect_uri: MatchedRedirectUri;
  readonly response_mode: ResponseMode;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/**
 * RFC 6749 §4.1.2 and §4.2.2, OpenID Connect Core 1.0 §3.2.2.5 and §3.3.2.5, with `iss` against mix-up (RFC 9207 §2).
 */
export function successResponse(
  target: ResponseTarget,
  { code, access_token, token_type, expires_in, scope, id_token }: IssuedAuthorization,
  issuer: Issuer,
): AuthorizationResponse {
  const members = { code, access_token, token_type, expires_in, scope, id_token };
  const present = Object.entries(members).filter(([, value]) => value !== undefined);
  return respond(
    target,
    present.map(([name, value]) => [name, String(value)]),
    issuer,
  );
}

/** RFC 6749 §4.1.2.1, with `iss` (RFC 9207 §2). */
export function errorResponse(
  target: ResponseTarget,
  error: { readonly code: OAuthErrorCode; readonly description: string; readonly error_uri?: string },
  issuer: Issuer,
): AuthorizationResponse {
  const fields: [string, string][] = [
    ['error', error.code],
    ['error_description', error.description],
  ];
  if (error.error_uri) fields.push(['error_uri', error.error_uri]);
  return respond(target, fields, issuer);
}

function respond(
  target: ResponseTarget,
  fields: readonly [string, string][],
  issuer: Issuer,
): AuthorizationResponse {
  return {
    redirect_uri: target.redirect_uri,
    response_mode: target.response_mode,
    fields: [
      ...fields,
      ...(target.state === undefined ? [] : [['state', target.state] as const]),
      ['iss', issuer.url],
    ],
  };
}
