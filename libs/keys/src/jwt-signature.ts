import { type KeyObject, sign, verify } from 'node:crypto';
import { JwtService } from '@nestjs/jwt';
import type { SigningAlgorithm } from '#libs/protocol';

export interface JwtHeader {
  readonly alg: SigningAlgorithm;
  readonly kid: string;
  readonly typ: string;
}

export type Claims = Readonly<Record<string, unknown>>;

interface Signature {
  readonly sign: (header: JwtHeader, claims: Claims, key: KeyObject) => string;
  /** Whether the signature is the key's. Looks at nothing else: the claims have a place of their own. */
  readonly verify: (jwt: string, key: KeyObject) => boolean;
}

const jwtService = new JwtService();

/** What `@nestjs/jwt` can: RFC 7518 §3.3 to §3.5. */
function byJwtService(alg: Exclude<SigningAlgorithm, 'EdDSA'>): Signature {
  return {
    sign: (header, claims, privateKey) =>
      jwtService.sign(
        { ...claims },
        { privateKey, algorithm: alg, header, noTimestamp: claims['iat'] === undefined },
      ),
    verify: (jwt, publicKey) => {
      try {
        // Its `verify` takes a KeyObject only from the service's own options.
        const verifier = new JwtService({ publicKey });
        verifier.verify(jwt, { algorithms: [alg], ignoreExpiration: true, ignoreNotBefore: true });
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** What it can't: RFC 8037 §3.1. */
const eddsa: Signature = {
  sign: (header, claims, privateKey) => {
    const input = `${encode(header)}.${encode(claims)}`;
    return `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
  },
  verify: (jwt, publicKey) => {
    const end = jwt.lastIndexOf('.');
    const signature = Buffer.from(jwt.slice(end + 1), 'base64url');
    return verify(null, Buffer.from(jwt.slice(0, end)), publicKey, signature);
  },
};

export const SIGNATURES: Record<SigningAlgorithm, Signature> = {
  RS256: byJwtService('RS256'),
  PS256: byJwtService('PS256'),
  ES256: byJwtService('ES256'),
  EdDSA: eddsa,
};

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
