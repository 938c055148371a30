import type { Account } from '#libs/accounts';
import type { Client } from '#libs/clients';
import type { ClaimsRequest } from '#libs/protocol';

/** An access token that was found good a moment ago: not expired, not revoked, its grant, client and person alive. */
export interface AccessToken {
  readonly client: Client;
  /** Undefined for a token that a client holds for itself. */
  readonly account?: Account;
  readonly sub: string;
  readonly grant_id: string;
  readonly scope: readonly string[];
  readonly aud: readonly string[];
  /** What the authorization request asked for by name. */
  readonly claims: ClaimsRequest;
  /** Epoch seconds. */
  readonly iat: number;
  /** Epoch seconds. */
  readonly exp: number;
  /** Of a JWT. */
  readonly jti?: string;
}
