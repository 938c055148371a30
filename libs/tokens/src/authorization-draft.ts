import type { Account } from '#libs/accounts';
import type { Client } from '#libs/clients';
import type { ClaimsRequest, MatchedRedirectUri, ResponseType } from '#libs/protocol';
import type { Statements } from '#libs/storage';
import type { Authentication } from './authorization.js';

/** What a person has just allowed a client, to be turned into a grant and what the response type asks for. */
export interface AuthorizationDraft {
  readonly client: Client;
  readonly account: Account;
  readonly authentication: Authentication;
  /** Where the person is. */
  readonly ip: string;
  readonly response_type: ResponseType;
  readonly scope: readonly string[];
  readonly claims: ClaimsRequest;
  /** RFC 8707. */
  readonly resource: readonly string[];
  readonly redirect_uri: MatchedRedirectUri;
  readonly code_challenge?: string;
  readonly nonce?: string;
  /** Spends what the request stood on, in the transaction that stores the grant. Throws when that was spent before. */
  readonly spend?: (within: Statements) => Promise<void>;
}
