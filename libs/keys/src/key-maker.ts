import { Injectable } from '@nestjs/common';
import type { SigningAlgorithm } from '#libs/protocol';
import type { MadeKey } from './key-change.js';
import { type GeneratedKey, generateSigningKey } from './key-generation.js';
import { KeySafe } from './key-safe.js';

/** Makes keys: the slow half of a rotation, to be done before its transaction. */
@Injectable()
export class KeyMaker {
  constructor(private readonly safe: KeySafe) {}

  async make(alg: SigningAlgorithm): Promise<MadeKey> {
    const { kid, publicJwk, privateJwk } = await this.generate(alg);
    return { kid, alg, publicJwk, sealed_private_jwk: await this.safe.seal(privateJwk) };
  }

  /** What costs time: most tests take keys that are made already. */
  generate(alg: SigningAlgorithm): Promise<GeneratedKey> {
    return generateSigningKey(alg);
  }
}
