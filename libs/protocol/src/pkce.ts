import { createHash, timingSafeEqual } from 'node:crypto';
import { OAuthError } from './oauth-error.js';

/** The only one: `plain` shows the verifier to whoever sees the request. RFC 9700 §2.1.1 */
export const CODE_CHALLENGE_METHODS = ['S256'] as const;

/** A SHA-256 hash in base64url without padding. RFC 7636 §4.2 */
const S256_CHALLENGE = /^[A-Za-z0-9_-]{43}$/;
/** RFC 7636 §4.1 */
const VERIFIER = /^[A-Za-z0-9\-._~]{43,128}$/;

/**
 * The challenge of an authorization request. RFC 7636 §4.3 and §4.4.1. A challenge without a method would mean
 * `plain`, and is refused as such. Whether a client may come without one is decided by its rules, not here.
 * @returns undefined when the request has neither challenge nor method
 * @throws OAuthError invalid_request
 */
export function checkCodeChallenge(
  challenge: string | undefined,
  method: string | undefined,
): string | undefined {
  if (challenge === undefined && method === undefined) return undefined;
  if (challenge === undefined) throw refused('code_challenge is missing', '§4.3');
  if (method !== 'S256') throw refused('code_challenge_method must be S256', '§4.4.1');
  if (!S256_CHALLENGE.test(challenge)) {
    throw refused(
      'code_challenge must be a SHA-256 hash in base64url without padding (43 characters)',
      '§4.2',
    );
  }
  return challenge;
}

/** Whether the verifier of a token request is the one that the challenge was made from, in constant time. RFC 7636 §4.6 */
export function verifyCodeChallenge(challenge: string, verifier: string): boolean {
  if (!VERIFIER.test(verifier) || !S256_CHALLENGE.test(challenge)) return false;
  const made = createHash('sha256').update(verifier).digest('base64url');
  return timingSafeEqual(Buffer.from(made), Buffer.from(challenge));
}

function refused(description: string, section: string): OAuthError {
  return new OAuthError('invalid_request', description, { rule: `RFC 7636 ${section}` });
}
