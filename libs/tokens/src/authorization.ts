import type { Account } from '#libs/accounts';
import type { Client } from '#libs/clients';
import type { ClaimsRequest } from '#libs/protocol';
import type { Statements } from '#libs/storage';
import type { NewRefreshToken } from './refresh/refresh-token.repository.js';

/** How the person proved who they are, when they gave this grant. */
export interface Authentication {
  readonly sid: string;
  /** Epoch seconds. */
  readonly auth_time: number;
  readonly amr: readonly string[];
  readonly acr: string | null;
}

/** The person behind an authorization. */
export interface AuthorizedPerson extends Authentication {
  readonly account: Account;
  /** What this client knows them by. */
  readonly sub: string;
  /** Where they were when they gave this grant; null: nobody wrote it down. */
  readonly ip: string | null;
  readonly claims: ClaimsRequest;
  /** Of this authorization request only: a refreshed ID token has none. */
  readonly nonce?: string;
}

/** The refresh token to answer with; `row` when it is not stored yet. */
export interface IssuedRefreshToken {
  readonly token: string;
  readonly row?: NewRefreshToken;
}

/**
 * What a grant decided: who may have what. The grant decides, the `TokenIssuer` mints, and between them the rules of
 * `rules/index.ts` are applied to every grant alike.
 */
export interface Authorization {
  readonly client: Client;
  readonly grant_id: string;
  /** Epoch seconds; nothing that is issued lives longer. Undefined: no end. */
  readonly expires_at?: number;
  /** Undefined for a client that acts for itself. */
  readonly person?: AuthorizedPerson;
  readonly scope: readonly string[];
  /** What the access token is for, besides Portico itself. RFC 8707 */
  readonly resource?: readonly string[];
  readonly refresh_token?: IssuedRefreshToken;
  /**
   * Spends what the client presented, in one conditional statement within the transaction that stores the tokens;
   * false when another attempt was faster.
   */
  readonly spend?: (within: Statements) => Promise<boolean>;
}

/** The `sub` that the client knows. A client that acts for itself is its own subject (RFC 9068 §2.2). */
export function subjectOf(authorization: Pick<Authorization, 'client' | 'person'>): string {
  return authorization.person?.sub ?? authorization.client.client_id;
}
