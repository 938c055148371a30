import { decodeJwt, decodeProtectedHeader } from 'jose';
import { OAuthError } from '#libs/protocol';
import type { ClientRequest } from './client-request.js';

/** RFC 7523 §2.2 */
export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** Characters; an honest one has about 700. */
const LONGEST = 8192;

/** The assertion that a request carries; undefined when it carries none. RFC 7521 §4.2 @throws OAuthError */
export function clientAssertion({ parameters }: ClientRequest): string | undefined {
  if (!parameters.has('client_assertion') && !parameters.has('client_assertion_type')) return undefined;
  const assertion = parameters.require('client_assertion');
  if (parameters.require('client_assertion_type') !== ASSERTION_TYPE) {
    throw new OAuthError('invalid_request', `client_assertion_type must be ${ASSERTION_TYPE}`);
  }
  if (assertion.length > LONGEST) throw new OAuthError('invalid_request', 'client_assertion is too long');
  return assertion;
}

/** Whom an assertion names before anything of it is proved; undefined unless `iss` and `sub` agree. RFC 7523 §3 */
export function claimedSubject(assertion: string): string | undefined {
  try {
    const { iss, sub } = decodeJwt(assertion);
    return typeof sub === 'string' && sub === iss ? sub : undefined;
  } catch {
    return undefined;
  }
}

/** What an assertion says it is signed with: enough to tell one method from another, and nothing else. */
export function claimedAlgorithm(assertion: string): string | undefined {
  try {
    return decodeProtectedHeader(assertion).alg;
  } catch {
    return undefined;
  }
}
