import { errors, type JWTVerifyGetKey, type JWTVerifyOptions, type JWTVerifyResult, jwtVerify } from 'jose';
import { OutboundError } from '#libs/outbound';
import { isSigningAlgorithm, SIGNING_ALGORITHMS } from '#libs/protocol';
import type { Client } from '../client.js';
import { type AssertionClaims, CLOCK_SKEW, readAssertionClaims } from './assertion-claims.js';
import type { NotProved } from './client-authentication-method.js';

export interface AssertionRules {
  readonly client: Client;
  readonly keys: JWTVerifyGetKey;
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
  { client, keys, audiences, now }: AssertionRules,
): Promise<AssertionVerdict> {
  let verified: JWTVerifyResult;
  try {
    verified = await verifyByAnyKey(assertion, keys, {
      algorithms: [...allowedAlgorithms(client)],
      issuer: client.client_id,
      subject: client.client_id,
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

/** The registered one; else all that Portico knows, of which the key's own type leaves those that fit it. */
function allowedAlgorithms({ token_endpoint_auth_signing_alg: registered }: Client): readonly string[] {
  if (registered === null) return SIGNING_ALGORITHMS;
  return isSigningAlgorithm(registered) ? [registered] : [];
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
