import { OAuthError } from '#libs/protocol';

/** A failed authentication. OpenID Connect Core 1.0 §5.5.1.1, and the error code's own specification §2 */
export function unmetAuthenticationRequirements(): OAuthError {
  return new OAuthError(
    'unmet_authentication_requirements',
    'none of the acr values asked for as essential can be reached',
    { rule: 'OpenID Connect Core 1.0 §5.5.1.1' },
  );
}
