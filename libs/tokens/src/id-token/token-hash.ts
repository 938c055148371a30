import { createHash } from 'node:crypto';
import type { SigningAlgorithm } from '#libs/protocol';

/** Ed25519 hashes with SHA-512; every other algorithm here ends in its hash's length. */
const HASHES: Readonly<Record<SigningAlgorithm, 'sha256' | 'sha512'>> = {
  RS256: 'sha256',
  PS256: 'sha256',
  ES256: 'sha256',
  EdDSA: 'sha512',
};

/** `at_hash` and `c_hash`: the left half of the hash, base64url. OpenID Connect Core 1.0 §3.1.3.6 */
export function leftHalfHash(value: string, alg: SigningAlgorithm): string {
  const hash = createHash(HASHES[alg]).update(value, 'ascii').digest();
  return hash.subarray(0, hash.length / 2).toString('base64url');
}
