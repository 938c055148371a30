import { Injectable } from '@nestjs/common';
import { userClaims } from '#libs/accounts';
import { Issuer } from '#libs/config';
import { JwtSigner } from '#libs/keys';
import { isSigningAlgorithm, requestedClaims } from '#libs/protocol';
import { type AccessToken, tooLittleScope } from '#libs/tokens';

/** `sub`, and the claims that were asked for and are known. OpenID Connect Core 1.0 §5.3.2 */
export type UserinfoResponse = { readonly sub: string } & Readonly<Record<string, unknown>>;

/** What of an access token says about whom it speaks, and of what. */
type TokenOfPerson = Pick<AccessToken, 'account' | 'sub' | 'scope' | 'claims'>;

/** Says who the person behind an access token is. */
@Injectable()
export class Userinfo {
  constructor(
    private readonly signer: JwtSigner,
    private readonly issuer: Issuer,
  ) {}

  /** @throws OAuthError insufficient_scope when the token was not issued for `openid`, or for no person */
  of({ account, sub, scope, claims }: TokenOfPerson): UserinfoResponse {
    if (!account || !scope.includes('openid')) throw tooLittleScope('openid');
    return { ...userClaims(account, requestedClaims(scope, claims, 'userinfo')), sub };
  }

  /**
   * The same as a JWT, with `iss` and `aud`, when the client registered `userinfo_signed_response_alg`; else undefined.
   * OpenID Connect Core 1.0 §5.3.2
   *
   * @throws as `of`
   */
  signed(token: AccessToken): Promise<string> | undefined {
    const { client_id, userinfo_signed_response_alg: alg } = token.client;
    if (!isSigningAlgorithm(alg)) return undefined;
    return this.signer.sign({ ...this.of(token), iss: this.issuer.url, aud: client_id }, { alg, typ: 'JWT' });
  }
}
