import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import type { SigningAlgorithm } from '#libs/protocol';
import { GatheredSignatures } from './gathered-signatures.js';
import { type Claims, signingInputOf } from './jwt-signature.js';
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
  private readonly signatures = new GatheredSignatures();

  constructor(
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws RangeError when `exp` is later than the key stays published after its last signature.
   * @throws RegistryStale when the keys in memory are too old.
   */
  async sign(claims: Claims, { alg, typ = 'JWT' }: SigningOptions): Promise<string> {
    const { exp } = claims;
    if (typeof exp === 'number' && exp > this.clock.now() + LONGEST_TOKEN_LIFETIME) {
      throw new RangeError('a token must not outlive the publication of its key');
    }
    const { kid, privateKey } = this.keys.signingKey(alg);
    const input = signingInputOf({ alg, typ, kid }, claims);
    return `${input}.${await this.signatures.sign(input, alg, privateKey)}`;
  }
}
