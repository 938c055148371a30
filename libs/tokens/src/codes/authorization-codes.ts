import { Injectable } from '@nestjs/common';
import { type Client, effectiveRules } from '#libs/clients';
import { Clock } from '#libs/clock';
import { TokenSettings } from '#libs/config';
import { type ClaimsRequest, formatScope, type MatchedRedirectUri } from '#libs/protocol';
import { hashToken, randomToken } from '#libs/secrets';
import { Database, type Statements } from '#libs/storage';
import type { Authentication } from '../authorization.js';
import { GrantRepository } from '../grants/grant.repository.js';
import { AuthorizationCodeRepository } from './authorization-code.repository.js';

/** What a person has just allowed a client, to be turned into a code. */
export interface AuthorizationDraft {
  readonly client: Client;
  readonly account_id: string;
  readonly authentication: Authentication;
  readonly scope: readonly string[];
  readonly claims: ClaimsRequest;
  /** RFC 8707. */
  readonly resource: readonly string[];
  readonly redirect_uri: MatchedRedirectUri;
  readonly code_challenge?: string;
  readonly nonce?: string;
  /** Spends what the request stood on, in the transaction that stores the code. Throws when that was spent before. */
  readonly spend?: (within: Statements) => Promise<void>;
}

/** Issues authorization codes (RFC 6749 §4.1.2); the authorization code grant redeems them. */
@Injectable()
export class AuthorizationCodes {
  constructor(
    private readonly database: Database,
    private readonly grants: GrantRepository,
    private readonly codes: AuthorizationCodeRepository,
    private readonly clock: Clock,
    private readonly settings: TokenSettings,
  ) {}

  /** Stores the grant and its code in one transaction. Returns the code: 256 random bits, good for 60 seconds. */
  async issue(draft: AuthorizationDraft): Promise<string> {
    const code = randomToken();
    const grantId = randomToken();
    const now = this.clock.now();
    const offline = draft.scope.includes('offline_access');
    await this.database.transaction(async (transaction) => {
      await draft.spend?.(transaction);
      await this.grants.insert(
        {
          grant_id: grantId,
          client_id: draft.client.client_id,
          account_id: draft.account_id,
          sid: draft.authentication.sid,
          scope: formatScope(draft.scope),
          claims: Object.keys(draft.claims).length === 0 ? null : draft.claims,
          resource: draft.resource.length === 0 ? null : draft.resource,
          auth_time: draft.authentication.auth_time,
          amr: [...draft.authentication.amr],
          acr: draft.authentication.acr,
          offline,
          created_at: now,
          expires_at: now + this.lifetime(draft.client, offline),
        },
        transaction,
      );
      await this.codes.insert(
        {
          code_hash: hashToken(code),
          grant_id: grantId,
          client_id: draft.client.client_id,
          redirect_uri: draft.redirect_uri.value,
          code_challenge: draft.code_challenge ?? null,
          nonce: draft.nonce ?? null,
          created_at: now,
          expires_at: now + this.settings.code_lifetime,
        },
        transaction,
      );
    });
    return code;
  }

  /** Seconds until nothing issued under the grant can be alive. */
  private lifetime(client: Client, offline: boolean): number {
    const rules = effectiveRules(client);
    const last = offline ? rules.refresh_token_lifetime : 0;
    return this.settings.code_lifetime + last + rules.access_token_lifetime;
  }
}
