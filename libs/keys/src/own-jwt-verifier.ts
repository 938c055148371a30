import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Issuer } from '#libs/config';
import { type Claims, isSignedBy } from './jwt-signature.js';
import { parseJwt } from './parse-jwt.js';
import { SigningKeys } from './signing-keys.js';

export interface VerificationOptions {
  /** The `typ` that it must have, exactly; so that no kind of token passes for another. RFC 8725 §3.11 */
  readonly typ: string;
  /** One of `aud` must be this. */
  readonly audience?: string;
  /** For hints: `exp` may have passed. */
  readonly allowExpired?: boolean;
  /** For hints: the key may have retired, a year ago at most. */
  readonly allowRetired?: boolean;
}

/** The claims of a JWT that we signed. */
export type OwnClaims = Claims & { readonly iss: string; readonly exp: number };

/** Recognises JWTs of our own. */
@Injectable()
export class OwnJwtVerifier {
  constructor(
    private readonly keys: SigningKeys,
    private readonly issuer: Issuer,
    private readonly clock: Clock,
  ) {}

  /**
   * The claims, or undefined when it isn't a JWT that we signed, of this type, in force. RFC 7519 §7.2, RFC 8725 §3
   *
   * @throws RegistryStale when the keys in memory are too old.
   */
  async verify(jwt: string, options: VerificationOptions): Promise<OwnClaims | undefined> {
    const parsed = parseJwt(jwt);
    if (!parsed) return undefined;
    const { header, claims } = parsed;
    const isGood = this.isOurs(claims) && this.isInForce(claims, options) && isFor(claims, options);
    return isGood && (await this.isSigned(jwt, header, options)) ? claims : undefined;
  }

  /** The key decides the algorithm; the header only names the key, and must agree. RFC 8725 §3.1 */
  private async isSigned(
    jwt: string,
    { kid, alg, typ, crit }: Claims,
    options: VerificationOptions,
  ): Promise<boolean> {
    if (typ !== options.typ || crit !== undefined || typeof kid !== 'string') return false;
    const key = this.keys.verificationKey(kid) ?? (await this.keys.unknownVerificationKey(kid));
    if (!key || alg !== key.alg) return false;
    if (!key.published && !options.allowRetired) return false;
    return isSignedBy(jwt, key.alg, key.publicKey);
  }

  private isOurs(claims: Claims): claims is OwnClaims {
    return claims['iss'] === this.issuer.url && typeof claims['exp'] === 'number';
  }

  /** RFC 7519 §4.1.4 and §4.1.5 */
  private isInForce({ exp, nbf }: OwnClaims, { allowExpired }: VerificationOptions): boolean {
    const now = this.clock.now();
    if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= now)) return false;
    return now < exp || allowExpired === true;
  }
}

/** RFC 7519 §4.1.3 */
function isFor({ aud }: Claims, { audience }: VerificationOptions): boolean {
  return audience === undefined || aud === audience || (Array.isArray(aud) && aud.includes(audience));
}
