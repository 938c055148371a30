import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { calculateJwkThumbprint } from 'jose';
import type { SigningAlgorithm } from '#libs/protocol';
import { type PublicJwk, publicJwkOf } from './public-jwk.js';

const generate = promisify(generateKeyPair);

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** RFC 7518 §3.3 asks for 2,048 bits or more; RFC 8037 §2 for Ed25519 under the name EdDSA. */
const rsa = (): Promise<KeyPair> => generate('rsa', { modulusLength: 2048 });

const GENERATORS: Record<SigningAlgorithm, () => Promise<KeyPair>> = {
  RS256: rsa,
  PS256: rsa,
  ES256: () => generate('ec', { namedCurve: 'P-256' }),
  EdDSA: () => generate('ed25519'),
};

export interface GeneratedKey {
  readonly kid: string;
  readonly alg: SigningAlgorithm;
  readonly publicJwk: PublicJwk;
  /** The private JWK (RFC 7517) as JSON; to be sealed and forgotten. */
  readonly privateJwk: string;
}

/** A new key pair, made on the thread pool. Its `kid` is the thumbprint of the public key (RFC 7638). */
export async function generateSigningKey(alg: SigningAlgorithm): Promise<GeneratedKey> {
  const { publicKey, privateKey } = await GENERATORS[alg]();
  const kid = await calculateJwkThumbprint(publicKey, 'sha256');
  return {
    kid,
    alg,
    publicJwk: publicJwkOf(kid, alg, publicKey),
    privateJwk: JSON.stringify(privateKey.export({ format: 'jwk' })),
  };
}
