import type { KeyObject } from 'node:crypto';
import type { SigningAlgorithm } from '#libs/protocol';

/** A public key as clients read it: RFC 7517 §4. */
export interface PublicJwk {
  readonly kty: string;
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: SigningAlgorithm;
  readonly [member: string]: unknown;
}

/** Made from a public key object, which has no private members that could come along. */
export function publicJwkOf(kid: string, alg: SigningAlgorithm, publicKey: KeyObject): PublicJwk {
  if (publicKey.type !== 'public') throw new TypeError('a public key is needed');
  const { kty = '', ...members } = publicKey.export({ format: 'jwk' });
  return Object.freeze({ kty, kid, use: 'sig', alg, ...members });
}
