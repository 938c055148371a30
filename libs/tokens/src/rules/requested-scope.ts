import { type Client, effectiveRules } from '#libs/clients';
import { ADMIN_SCOPES, OAuthError, PERMISSIONS_SCOPE, parseScope, STANDARD_SCOPES } from '#libs/protocol';

const KNOWN = new Set<string>([...STANDARD_SCOPES, PERMISSIONS_SCOPE, ...ADMIN_SCOPES]);

/**
 * What a request asks for, of what the client may have. Without a `scope` it is the client's `default_scope`
 * (RFC 6749 §3.3). A value that Portico knows and the client may not have is refused; one that nobody knows is left
 * out where a person is asked (OpenID Connect Core 1.0 §3.1.2.1), and refused where only a machine would be surprised.
 * A client that can't refresh has no offline access: the scope would promise what it can't use, and outlive the session
 * (OpenID Connect Core 1.0 §11).
 *
 * @throws OAuthError invalid_scope
 */
export function requestedScope(
  asked: string | undefined,
  client: Client,
  options: { readonly unknown: 'ignored' | 'refused' },
): readonly string[] {
  const allowed = new Set(parseScope(effectiveRules(client).scope));
  const wanted = parseScope(asked ?? client.default_scope ?? '');
  const refused = wanted.filter(
    (value) => !allowed.has(value) && (options.unknown === 'refused' || KNOWN.has(value)),
  );
  const granted = wanted.filter((value) => allowed.has(value));
  if (refused.length > 0 || (wanted.length > 0 && granted.length === 0)) {
    throw new OAuthError('invalid_scope', 'scope asks for what this client may not have', {
      rule: 'client.scope',
      facts: { asked: wanted, allowed: [...allowed] },
    });
  }
  return client.grant_types.includes('refresh_token')
    ? granted
    : granted.filter((value) => value !== 'offline_access');
}
