import type { Client } from '#libs/clients';
import { brings, type ClaimsRequest, OAuthError, parseResponseType, type ResponseType } from '#libs/protocol';

/**
 * What the client asks for, of what it is registered for. RFC 6749 §3.1.1, RFC 7591 §2
 *
 * @throws OAuthError invalid_request, unsupported_response_type, unauthorized_client
 */
export function registeredResponseType(asked: string | undefined, client: Client): ResponseType {
  const type = parseResponseType(asked);
  if (client.response_types.includes(type)) return type;
  throw new OAuthError('unauthorized_client', 'the client is not registered for this response_type', {
    rule: 'client.response_types',
    facts: { asked: type, registered: client.response_types },
  });
}

/**
 * What more a request must and must not hold when tokens are to come from the authorization endpoint.
 *
 * @throws OAuthError invalid_request
 */
export function checkResponseType(
  type: ResponseType,
  {
    scope,
    nonce,
    claims,
  }: { readonly scope: readonly string[]; readonly nonce?: string; readonly claims: ClaimsRequest },
): void {
  if (type === 'id_token' && claims.userinfo !== undefined) {
    throw refused('claims asks for userinfo, which needs an access token', 'OpenID Connect Core 1.0 §5.5');
  }
  if (!brings(type, 'id_token')) return;
  if (!scope.includes('openid')) {
    throw refused('scope must hold openid for an ID token', 'OpenID Connect Core 1.0 §3.1.2.1');
  }
  if (nonce === undefined) {
    throw refused('nonce is missing: this response_type needs one', 'OpenID Connect Core 1.0 §3.2.2.1');
  }
}

function refused(description: string, rule: string): OAuthError {
  return new OAuthError('invalid_request', description, { rule });
}
