import { Injectable } from '@nestjs/common';
import { brings, bringsTokens, OAuthError } from '#libs/protocol';
import { Sessions } from '#libs/sessions';
import type { Statements } from '#libs/storage';
import { AccessTokenRepository, type NewAccessToken } from '../access/access-token.repository.js';
import { AccessTokenMint } from '../access/access-token-mint.js';
import type { Authorization } from '../authorization.js';
import type { AuthorizationDraft } from '../authorization-draft.js';
import type { NewGrant } from '../grants/grant.repository.js';
import { IdTokenMint } from '../id-token/id-token-mint.js';
import { IssuanceRules } from '../rules/issuance-rules.js';
import { SubjectIdentifiers } from '../subject/subject-identifiers.js';
import { type AccessTokenMembers, accessTokenMembers } from '../token-response.js';

/** Tokens that the browser is to carry, and what has to be stored before it does. */
interface FrontChannelAnswer {
  readonly members: Partial<AccessTokenMembers> & { readonly id_token?: string };
  /** Of the session that they are given in. */
  readonly sid: string;
  /** When the access token is opaque. */
  readonly row?: NewAccessToken;
}

/** Makes the tokens of response types beyond `code`. OpenID Connect Core 1.0 §3.2.2.5 and §3.3.2.5 */
@Injectable()
export class FrontChannelTokens {
  constructor(
    private readonly rules: IssuanceRules,
    private readonly sessions: Sessions,
    private readonly subjects: SubjectIdentifiers,
    private readonly accessTokens: AccessTokenMint,
    private readonly storedAccessTokens: AccessTokenRepository,
    private readonly idTokens: IdTokenMint,
  ) {}

  /**
   * Undefined when the response type asks for none.
   * @throws OAuthError when a rule forbids it
   */
  async mint(
    draft: AuthorizationDraft,
    grant: NewGrant,
    code: string | undefined,
  ): Promise<FrontChannelAnswer | undefined> {
    const { response_type, authentication } = draft;
    if (!bringsTokens(response_type)) return undefined;
    const authorization = this.rules.allow(await this.authorization(draft, grant), draft.ip);
    const minted = brings(response_type, 'token') ? await this.accessTokens.mint(authorization) : undefined;
    const beside = { access_token: minted?.token, code };
    const id_token = brings(response_type, 'id_token')
      ? await this.idTokens.mint(authorization, beside)
      : undefined;
    return {
      members: {
        ...(minted && accessTokenMembers(minted, authorization.scope)),
        ...(id_token !== undefined && { id_token }),
      },
      sid: authentication.sid,
      row: minted?.row,
    };
  }

  /**
   * After the grant. A code of a session that ended while its request was under way is refused when it is redeemed;
   * tokens have no such second look, so the session is looked at here.
   *
   * @throws OAuthError login_required
   */
  async store({ sid, row }: FrontChannelAnswer, within: Statements): Promise<void> {
    if (!(await this.sessions.findBySid(sid, within))) {
      throw new OAuthError('login_required', 'the person has signed out', { rule: 'session.alive' });
    }
    if (row) await this.storedAccessTokens.insert(row, within);
  }

  private async authorization(draft: AuthorizationDraft, grant: NewGrant): Promise<Authorization> {
    const { client, account, authentication, ip, scope, claims, resource, nonce } = draft;
    const sub = await this.subjects.of(account, client);
    return {
      client,
      grant_id: grant.grant_id,
      expires_at: grant.expires_at,
      person: { ...authentication, account, sub, ip, claims, nonce },
      scope,
      resource,
    };
  }
}
