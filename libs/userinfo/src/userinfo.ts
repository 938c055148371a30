import { Injectable } from '@nestjs/common';
import { userClaims } from '#libs/accounts';
import { requestedClaims } from '#libs/protocol';
import { type AccessToken, tooLittleScope } from '#libs/tokens';

/** `sub`, and the claims that were asked for and are known. OpenID Connect Core 1.0 §5.3.2 */
export type UserinfoResponse = { readonly sub: string } & Readonly<Record<string, unknown>>;

/** Says who the person behind an access token is. */
@Injectable()
export class Userinfo {
  /** @throws OAuthError insufficient_scope when the token was not issued for `openid`, or for no person */
  of({ account, sub, scope, claims }: AccessToken): UserinfoResponse {
    if (!account || !scope.includes('openid')) throw tooLittleScope('openid');
    return { ...userClaims(account, requestedClaims(scope, claims, 'userinfo')), sub };
  }
}
