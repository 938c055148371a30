/** What clients may sign assertions with by their secret (`client_secret_jwt`). RFC 7518 §3.2 */
export const HMAC_ALGORITHMS = ['HS256', 'HS384', 'HS512'] as const;

export function isHmacAlgorithm(name: unknown): boolean {
  return HMAC_ALGORITHMS.some((known) => known === name);
}
