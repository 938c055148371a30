import { constants, type KeyObject, type SignKeyObjectInput, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { JwtService } from '@nestjs/jwt';
import type { SigningAlgorithm } from '#libs/protocol';

export interface JwtHeader {
  readonly alg: SigningAlgorithm;
  readonly kid: string;
  readonly typ: string;
}

export type Claims = Readonly<Record<string, unknown>>;

const signInPool = promisify(sign);

/** What the algorithms are to `node:crypto`: a hash, and how to use the key. RFC 7518 §3.3 to §3.5, RFC 8037 §3.1 */
const ALGORITHMS: Readonly<
  Record<SigningAlgorithm, { readonly hash: string | null } & Omit<SignKeyObjectInput, 'key'>>
> = {
  RS256: { hash: 'sha256' },
  PS256: {
    hash: 'sha256',
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  },
  ES256: { hash: 'sha256', dsaEncoding: 'ieee-p1363' },
  EdDSA: { hash: null },
};

/** What is signed of a compact JWS. RFC 7515 §5.1 */
export function signingInputOf(header: JwtHeader, claims: Claims): string {
  return `${encode(header)}.${encode(claims)}`;
}

/**
 * Its signature, in base64url. By `node:crypto` alone: `@nestjs/jwt` takes a third longer for ES256, and checks on the
 * way what is ours to begin with.
 */
export function signatureOf(input: string, alg: SigningAlgorithm, key: KeyObject): string {
  const { hash, ...usage } = ALGORITHMS[alg];
  return sign(hash, Buffer.from(input), { key, ...usage }).toString('base64url');
}

/** The same by another thread. */
export async function signatureElsewhere(
  input: string,
  alg: SigningAlgorithm,
  key: KeyObject,
): Promise<string> {
  const { hash, ...usage } = ALGORITHMS[alg];
  return (await signInPool(hash, Buffer.from(input), { key, ...usage })).toString('base64url');
}

/** Whether the signature is the key's. Looks at nothing else: the claims have a place of their own. */
export function isSignedBy(jwt: string, alg: SigningAlgorithm, key: KeyObject): boolean {
  return alg === 'EdDSA' ? isEdDsaSignedBy(jwt, key) : isJwtServiceSatisfied(jwt, alg, key);
}

function isJwtServiceSatisfied(
  jwt: string,
  alg: Exclude<SigningAlgorithm, 'EdDSA'>,
  publicKey: KeyObject,
): boolean {
  try {
    // Its `verify` takes a KeyObject only from the service's own options.
    const verifier = new JwtService({ publicKey });
    verifier.verify(jwt, { algorithms: [alg], ignoreExpiration: true, ignoreNotBefore: true });
    return true;
  } catch {
    return false;
  }
}

/** Which `@nestjs/jwt` doesn't know. */
function isEdDsaSignedBy(jwt: string, key: KeyObject): boolean {
  const end = jwt.lastIndexOf('.');
  const signature = Buffer.from(jwt.slice(end + 1), 'base64url');
  return verify(null, Buffer.from(jwt.slice(0, end)), key, signature);
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
