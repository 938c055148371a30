import { parseScope } from '#libs/protocol';

/** The claims of a JWT access token that Portico reads again. RFC 9068 §2.2 */
export interface JwtAccessTokenClaims {
  readonly sub: string;
  readonly client_id: string;
  readonly grant_id: string;
  readonly jti: string;
  readonly scope: readonly string[];
  readonly aud: readonly string[];
  readonly iat: number;
  readonly exp: number;
}

/** Reads the claims of a verified JWT; undefined when it is none of the access tokens that Portico signs. */
export function readJwtAccessToken(
  claims: Readonly<Record<string, unknown>> | undefined,
): JwtAccessTokenClaims | undefined {
  if (!claims) return undefined;
  const { sub, client_id, grant_id, jti, scope = '', aud, iat, exp } = claims;
  if (![sub, client_id, grant_id, jti, scope].every((value) => typeof value === 'string')) return undefined;
  if (typeof iat !== 'number' || typeof exp !== 'number') return undefined;
  return {
    sub: String(sub),
    client_id: String(client_id),
    grant_id: String(grant_id),
    jti: String(jti),
    scope: parseScope(String(scope)),
    aud: [aud].flat().map(String),
    iat,
    exp,
  };
}
