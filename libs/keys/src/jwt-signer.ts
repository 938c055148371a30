import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import type { SigningAlgorithm } from '#libs/protocol';
import { type Claims, signJwt } from './jwt-signature.js';
import { LONGEST_TOKEN_LIFETIME } from './signing-key.js';
import { SigningKeys } from './signing-keys.js';

export interface SigningOptions {
  readonly alg: SigningAlgorithm;
  /** RFC 8725 §3.11: `at+jwt`, `logout+jwt`, …; `JWT` for an ID token. */
  readonly typ?: string;
}

/** Signs our own JWTs. Adds the header and nothing else: what is claimed is the caller's. */
@Injectable()
export class JwtSigner {
  constructor(
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
  ) {}

  /**
   * Synchronous: the thread pool would cost more than it frees (ES256 takes 25 us, RS256 0.25 ms).
   *
   * @throws RangeError when `exp` is later than the key stays published after its last signature.
   * @throws RegistryStale when the keys in memory are too old.
   */
  sign(claims: Claims, { alg, typ = 'JWT' }: SigningOptions): string {
    const { exp } = claims;
    if (typeof exp === 'number' && exp > this.clock.now() + LONGEST_TOKEN_LIFETIME) {
      throw new RangeError('a token must not outlive the publication of its key');
    }
    const { kid, privateKey } = this.keys.signingKey(alg);
    return signJwt({ alg, typ, kid }, claims, privateKey);
  }
}
