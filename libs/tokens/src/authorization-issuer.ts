import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { TokenSettings } from '#libs/config';
import { brings } from '#libs/protocol';
import { Database, type Statements } from '#libs/storage';
import type { AuthorizationDraft } from './authorization-draft.js';
import { AuthorizationCodeRepository } from './codes/authorization-code.repository.js';
import { newCode } from './codes/new-code.js';
import { FrontChannelTokens } from './front-channel/front-channel-tokens.js';
import { GrantRepository } from './grants/grant.repository.js';
import { newGrant } from './grants/new-grant.js';
import type { AccessTokenMembers } from './token-response.js';

/** What the authorization endpoint gives a client. OAuth 2.0 Multiple Response Type Encoding Practices §3 and §5 */
export interface IssuedAuthorization extends Partial<AccessTokenMembers> {
  readonly code?: string;
  readonly id_token?: string;
}

/** Turns what a person has just allowed into a grant, and that into a code, tokens or both. */
@Injectable()
export class AuthorizationIssuer {
  constructor(
    private readonly database: Database,
    private readonly grants: GrantRepository,
    private readonly codes: AuthorizationCodeRepository,
    private readonly tokens: FrontChannelTokens,
    private readonly clock: Clock,
    private readonly settings: TokenSettings,
  ) {}

  /**
   * Signs, then stores the grant with all that carries it in one transaction.
   * @throws OAuthError when a rule forbids it, or what the request stood on was spent
   */
  async issue(draft: AuthorizationDraft): Promise<IssuedAuthorization> {
    const lifetime = this.settings.code_lifetime;
    const grant = newGrant(draft, this.clock.now(), lifetime);
    const code = brings(draft.response_type, 'code') ? newCode(draft, grant, lifetime) : undefined;
    const tokens = await this.tokens.mint(draft, grant, code?.code);
    const store = async (within: Statements) => {
      await draft.spend?.(within);
      await this.grants.insert(grant, within);
      if (code) await this.codes.insert(code.row, within);
      if (tokens) await this.tokens.store(tokens, within);
    };
    // Alone, tokens see a session that has just ended; a shared transaction may have begun to read before it did.
    await (tokens ? this.database.transaction(store) : this.database.together(store));
    this.grants.stored(grant);
    return { ...(code && { code: code.code }), ...tokens?.members };
  }
}
