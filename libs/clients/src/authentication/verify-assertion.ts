import { errors, type JWTVerifyGetKey, type JWTVerifyOptions, type JWTVerifyResult, jwtVerify } from 'jose';
import { OutboundError } from '#libs/outbound';
import { type AssertionClaims, CLOCK_SKEW, readAssertionClaims } from './assertion-claims.js';
import type { NotProved } from './client-authentication-method.js';

export interface AssertionRules {
  readonly client_id: string;
  readonly keys: JWTVerifyGetKey;
  readonly algorithms: readonly string[];
  readonly audiences: readonly string[];
  /** Epoch seconds. */
  readonly now: number;
}

/** An assertion that the client signed for Portico and for now; or why it isn't one. */
export type AssertionVerdict =
  | { readonly claims: AssertionClaims; readonly refusal?: undefined }
  | { readonly claims?: undefined; readonly refusal: NotProved };

/** RFC 7523 §3 */
export async function verifyAssertion(
  assertion: string,
  { client_id, keys, algorithms, audiences, now }: AssertionRules,
): Promise<AssertionVerdict> {
  let verified: JWTVerifyResult;
  try {
    verified = await verifyByAnyKey(assertion, keys, {
      algorithms: [...algorithms],
      issuer: client_id,
      subject: client_id,
      requiredClaims: ['exp', 'jti'],
      clockTolerance: CLOCK_SKEW,
      currentDate: new Date(now * 1000),
    });
  } catch (error) {
    return { refusal: refusalOf(error) };
  }
  const claims = isOtherJwt(verified.protectedHeader.typ)
    ? 'typ is that of another JWT'
    : readAssertionClaims(verified.payload, audiences, now);
  return typeof claims === 'string' ? { refusal: claimAtFault(claims) } : { claims };
}

/** Without `kid` several keys may fit; the right one is among them or none is. RFC 7515 §4.1.4 */
export async function verifyByAnyKey(
  assertion: string,
  keys: JWTVerifyGetKey,
  options: JWTVerifyOptions,
): Promise<JWTVerifyResult> {
  try {
    return await jwtVerify(assertion, keys, options);
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    for await (const key of error) {
      try {
        return await jwtVerify(assertion, key, options);
      } catch (failed) {
        if (!(failed instanceof errors.JWSSignatureVerificationFailed)) throw failed;
      }
    }
    throw error;
  }
}

/** jose looks at the claims only once the signature is right; before that, nothing is told. */
function refusalOf(cause: unknown): NotProved {
  if (cause instanceof errors.JWTExpired) return claimAtFault('exp is over', cause);
  if (cause instanceof errors.JWTClaimValidationFailed) {
    return claimAtFault('a claim is missing or wrong (iss, sub, exp, nbf, iat, jti)', cause);
  }
  const rule = cause instanceof OutboundError ? 'client_assertion.jwks_uri' : 'client_assertion.signature';
  return { proved: false, rule, cause };
}

/** Other JWTs that the client signs for Portico, such as request objects, name their type. RFC 8725 §3.11 */
function isOtherJwt(typ: string | undefined): boolean {
  const name = typ?.toLowerCase().replace(/^application\//, '') ?? 'jwt';
  return name !== 'jwt' && name !== 'client-authentication+jwt';
}

function claimAtFault(problem: string, cause?: unknown): NotProved {
  return {
    proved: false,
    rule: 'client_assertion.claims',
    description: `client_assertion: ${problem}`,
    cause,
  };
}
