import { OAuthError, wwwAuthenticate } from '#libs/protocol';

/** What a protected resource answers when a request brings no token at all: no error code (RFC 6750 §3.1). */
export function noToken(): OAuthError {
  return new OAuthError('invalid_token', 'an access token is needed', {
    headers: { 'www-authenticate': wwwAuthenticate('Bearer', { realm: 'Portico' }) },
  });
}

/** RFC 6750 §3.1 @param description in words for the client's developer */
export function malformedRequest(description: string): OAuthError {
  return refused('invalid_request', description);
}

/** RFC 6750 §3.1 */
export function badToken(): OAuthError {
  return refused('invalid_token', 'the access token is unknown, expired or revoked');
}

/** @param scope what would have been enough. RFC 6750 §3.1 */
export function tooLittleScope(scope: string): OAuthError {
  return refused('insufficient_scope', 'the access token does not hold the scope that this needs', scope);
}

function refused(
  code: 'invalid_request' | 'invalid_token' | 'insufficient_scope',
  description: string,
  scope?: string,
): OAuthError {
  const challenge = { realm: 'Portico', error: code, error_description: description, scope };
  return new OAuthError(code, description, {
    rule: 'RFC 6750 §3.1',
    headers: { 'www-authenticate': wwwAuthenticate('Bearer', challenge) },
  });
}
