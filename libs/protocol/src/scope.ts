import { OAuthError } from './oauth-error.js';

/** OpenID Connect Core 1.0 §3.1.2.1, §5.4 and §11. */
export const STANDARD_SCOPES = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access'] as const;

/** What Portico's own admin API asks for. They only cap what an administrator's role allows. */
export const ADMIN_SCOPES = ['admin:read', 'admin:write'] as const;

/** With it an access token says what its bearer may do, by the access policies. */
export const PERMISSIONS_SCOPE = 'permissions';

const MOST_VALUES = 200;
/** `scope-token` of RFC 6749 §3.3. */
const SCOPE_TOKEN = /^[\x21\x23-\x5B\x5D-\x7E]+$/;

/**
 * The values of a `scope`, each once, in the order asked for. RFC 6749 §3.3. Superfluous spaces are
 * forgiven: they can't change the meaning.
 * @throws OAuthError invalid_scope
 */
export function parseScope(value: string | undefined): readonly string[] {
  const values = (value ?? '').split(' ').filter((one) => one !== '');
  if (values.length > MOST_VALUES) {
    throw new OAuthError('invalid_scope', `scope holds more than ${MOST_VALUES} values`);
  }
  if (!values.every((one) => SCOPE_TOKEN.test(one))) {
    throw new OAuthError('invalid_scope', 'scope holds a character that it may not', {
      rule: 'RFC 6749 §3.3',
    });
  }
  return [...new Set(values)];
}

/** The wire form of scope values. RFC 6749 §3.3 */
export function formatScope(values: Iterable<string>): string {
  return [...values].join(' ');
}

/** Whether everything in `part` is in `whole`. */
export function isSubset(part: Iterable<string>, whole: Iterable<string>): boolean {
  const known = new Set(whole);
  return [...part].every((one) => known.has(one));
}
