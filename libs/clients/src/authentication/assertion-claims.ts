import type { JWTPayload } from 'jose';

/** How far the clocks of a client and of Portico may differ, in seconds. */
export const CLOCK_SKEW = 30;
const LONGEST_AHEAD = 3600;
const LONGEST_JTI = 255;

/** What of an assertion decides that it is accepted only once. */
export interface AssertionClaims {
  readonly jti: string;
  /** Epoch seconds. */
  readonly exp: number;
}

/**
 * What a signed assertion must say besides what `jose` checks (`iss`, `sub`, `exp` and `nbf` at their time).
 * RFC 7523 §3, OpenID Connect Core 1.0 §9
 * @param audiences the names by which assertions may call Portico
 * @param now epoch seconds
 * @returns the claims; or the one at fault, with what it must be
 */
export function readAssertionClaims(
  claims: JWTPayload,
  audiences: readonly string[],
  now: number,
): AssertionClaims | string {
  // An assertion that is meant for another server too could be replayed here by that server.
  const named: readonly unknown[] = Array.isArray(claims.aud) ? claims.aud : [claims.aud];
  if (named.length === 0 || !named.every((one) => audiences.some((audience) => audience === one))) {
    const orEndpoint = audiences.length > 1 ? ' or the token endpoint' : '';
    return `aud must be the issuer${orEndpoint}, and nothing else`;
  }
  if (typeof claims.exp !== 'number' || claims.exp > now + LONGEST_AHEAD + CLOCK_SKEW) {
    return 'exp must be at most an hour ahead';
  }
  if (claims.iat !== undefined && claims.iat > now + CLOCK_SKEW) return 'iat must not be in the future';
  if (typeof claims.jti !== 'string' || claims.jti === '' || claims.jti.length > LONGEST_JTI) {
    return `jti must be a string of 1 to ${LONGEST_JTI} characters`;
  }
  return { jti: claims.jti, exp: claims.exp };
}
