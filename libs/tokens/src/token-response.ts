import { formatScope } from '#libs/protocol';
import type { MintedAccessToken } from './access/access-token-mint.js';

/** An access token as either endpoint answers with it. RFC 6749 §4.2.2 and §5.1 */
export interface AccessTokenMembers {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  /** Seconds. */
  readonly expires_in: number;
  /** Space-separated; said even when it is what was asked for. Absent when nothing was granted but the token itself. */
  readonly scope?: string;
}

/** A successful answer of the token endpoint. RFC 6749 §5.1, OpenID Connect Core 1.0 §3.1.3.3 */
export interface TokenResponse extends AccessTokenMembers {
  readonly refresh_token?: string;
  readonly id_token?: string;
}

export function accessTokenMembers(
  { token, expires_in }: MintedAccessToken,
  scope: readonly string[],
): AccessTokenMembers {
  return {
    access_token: token,
    token_type: 'Bearer',
    expires_in,
    ...(scope.length > 0 && { scope: formatScope(scope) }),
  };
}
