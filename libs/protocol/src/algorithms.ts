/** What Portico signs with and accepts signatures of (RFC 7518 §3.1, RFC 8037 §3.1). Never `none`, never a MAC. */
export const SIGNING_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;

export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

/** For a client that names none: OpenID Connect Dynamic Client Registration 1.0 §2, RFC 9068 §2.1. */
export const DEFAULT_SIGNING_ALGORITHM: SigningAlgorithm = 'RS256';

export function isSigningAlgorithm(name: unknown): name is SigningAlgorithm {
  return SIGNING_ALGORITHMS.some((known) => known === name);
}
