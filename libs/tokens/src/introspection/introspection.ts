import { Injectable } from '@nestjs/common';
import { type Client, isPublic } from '#libs/clients';
import { Issuer } from '#libs/config';
import type { Permission } from '#libs/policies';
import { formatScope, OAuthError, PERMISSIONS_SCOPE } from '#libs/protocol';
import type { AccessToken } from '../access/access-token.js';
import { AccessTokens } from '../access/access-tokens.js';
import { RefreshTokenState } from '../refresh/refresh-token-state.js';
import { AccessPolicyRule } from '../rules/access-policy.rule.js';

/** RFC 7662 §2.2. Of a token that isn't good, nothing is said but that. */
export type IntrospectionResponse =
  | { readonly active: false }
  | {
      readonly active: true;
      readonly token_type?: 'Bearer';
      readonly client_id: string;
      readonly sub: string;
      readonly scope?: string;
      readonly iss: string;
      readonly aud?: string | readonly string[];
      /** Epoch seconds. */
      readonly iat: number;
      /** Epoch seconds. */
      readonly exp: number;
      readonly jti?: string;
      readonly grant_id: string;
      /** With the scope `permissions`: what is allowed now, by the access policies. */
      readonly permissions?: readonly Permission[];
      /** They are too many to list: ask for one decision at a time. */
      readonly permissions_omitted?: true;
    };

/** Says whether a token is good, as the database has it now. */
@Injectable()
export class Introspection {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokenState,
    private readonly accessPolicy: AccessPolicyRule,
    private readonly issuer: Issuer,
  ) {}

  /** A refresh token is shown to the client that holds it, an access token to every client that authenticates. */
  async introspect(token: string, client: Client): Promise<IntrospectionResponse> {
    if (isPublic(client)) {
      throw new OAuthError('invalid_client', 'a client must authenticate to introspect tokens', {
        rule: 'RFC 7662 §2.1',
      });
    }
    return (
      (await this.ofAccessToken(token)) ?? (await this.ofRefreshToken(token, client)) ?? { active: false }
    );
  }

  private async ofAccessToken(token: string): Promise<IntrospectionResponse | undefined> {
    const found = await this.accessTokens.verify(token);
    if (!found) return undefined;
    return {
      active: true,
      token_type: 'Bearer',
      client_id: found.client.client_id,
      sub: found.sub,
      ...(found.scope.length > 0 && { scope: formatScope(found.scope) }),
      iss: this.issuer.url,
      aud: found.aud.length === 1 ? found.aud[0] : found.aud,
      iat: found.iat,
      exp: found.exp,
      ...(found.jti !== undefined && { jti: found.jti }),
      grant_id: found.grant_id,
      ...(found.scope.includes(PERMISSIONS_SCOPE) && this.permissions(found)),
    };
  }

  /** As the policies are now, whatever they were when the token was issued. */
  private permissions({ client, account, sub, scope }: AccessToken) {
    const person = account && { account, sub };
    const permissions = this.accessPolicy.permissions({ client, person, scope });
    return permissions ? { permissions } : ({ permissions_omitted: true } as const);
  }

  private async ofRefreshToken(token: string, client: Client): Promise<IntrospectionResponse | undefined> {
    if (token.includes('.')) return undefined;
    const found = await this.refreshTokens.find(token, client);
    if (!found) return undefined;
    return {
      active: true,
      client_id: client.client_id,
      sub: found.sub,
      ...(found.scope.length > 0 && { scope: formatScope(found.scope) }),
      iss: this.issuer.url,
      iat: found.iat,
      exp: found.exp,
      grant_id: found.grant_id,
    };
  }
}
