import { Inject, Injectable } from '@nestjs/common';
import type { Client } from '#libs/clients';
import { OAuthError, type Parameters, parseResources } from '#libs/protocol';
import type { Grant } from './grants/grant.js';
import { IssuanceRules } from './rules/issuance-rules.js';
import { narrowedResources } from './rules/requested-resource.js';
import { TokenIssuer } from './token-issuer.js';
import type { TokenResponse } from './token-response.js';

export const GRANT_TABLE = Symbol('the grants by their type');

/** The token endpoint between the client's authentication and its answer. RFC 6749 §3.2 */
@Injectable()
export class TokenEndpoint {
  constructor(
    @Inject(GRANT_TABLE) private readonly grants: ReadonlyMap<string, Grant>,
    private readonly rules: IssuanceRules,
    private readonly issuer: TokenIssuer,
  ) {}

  /** The values of `grant_type` that are served. */
  grantTypes(): readonly string[] {
    return [...this.grants.keys()];
  }

  /** @param address that the request comes from @throws OAuthError */
  async exchange(parameters: Parameters, client: Client, address: string): Promise<TokenResponse> {
    const grant = this.grantFor(parameters.require('grant_type'), client);
    const first = await this.decideAndMint(grant, parameters, client, address);
    if (first) return first;
    // Somebody else spent it between the look and the spend: look again, and say what that means.
    const second = await this.decideAndMint(grant, parameters, client, address);
    if (second) return second;
    throw new OAuthError('invalid_grant', 'what was presented was used by another request at the same time');
  }

  /** @throws OAuthError unsupported_grant_type, unauthorized_client */
  grantFor(type: string, client: Client): Grant {
    const grant = this.grants.get(type);
    if (!grant) {
      throw new OAuthError('unsupported_grant_type', 'grant_type is not supported', {
        facts: { supported: this.grantTypes() },
      });
    }
    if (!client.grant_types.includes(type)) {
      throw new OAuthError('unauthorized_client', 'the client is not registered for this grant_type', {
        rule: 'client.grant_types',
        facts: { asked: type, registered: client.grant_types },
      });
    }
    return grant;
  }

  private async decideAndMint(
    grant: Grant,
    parameters: Parameters,
    client: Client,
    address: string,
  ): Promise<TokenResponse | undefined> {
    const decided = await grant.decide(parameters, client);
    const asked = parseResources(parameters.getAll('resource'));
    const resource = narrowedResources(asked, decided.resource ?? [], client);
    return this.issuer.mint(this.rules.allow({ ...decided, resource }, address));
  }
}
