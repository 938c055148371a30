import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Accounts } from '#libs/accounts';
import { type Client, ClientRegistry, effectiveRules } from '#libs/clients';
import { parseScope } from '#libs/protocol';
import { hashToken } from '#libs/secrets';
import { Sweeper } from '#libs/storage';
import { SubjectIdentifiers } from '../subject/subject-identifiers.js';
import type { AccessToken } from './access-token.js';
import { AccessTokenRepository } from './access-token.repository.js';
import { type IssuedAccessToken, IssuedAccessTokens } from './issued-access-tokens.js';

/** Judges access tokens, of either format, wherever one is presented to Portico. */
@Injectable()
export class AccessTokens implements OnModuleInit {
  constructor(
    private readonly issued: IssuedAccessTokens,
    private readonly tokens: AccessTokenRepository,
    private readonly clients: ClientRegistry,
    private readonly accounts: Accounts,
    private readonly subjects: SubjectIdentifiers,
    private readonly sweeper: Sweeper,
  ) {}

  onModuleInit(): void {
    this.sweeper.register('access_tokens', (limit) => this.tokens.removeExpired(limit));
    this.sweeper.register('revoked_access_tokens', (limit) => this.tokens.removeExpiredRevocations(limit));
  }

  /**
   * The token, if it is good now: its own end, its grant, its client and its person are all asked. A scope that was
   * taken from the client since is not in it any more.
   */
  async verify(token: string): Promise<AccessToken | undefined> {
    const found = await this.issued.find(token);
    return (
      found &&
      this.clients.decide(
        () => this.judge(found),
        (judged) => judged === undefined,
      )
    );
  }

  private async judge(found: IssuedAccessToken): Promise<AccessToken | undefined> {
    const client = this.clients.find(found.client_id);
    if (client?.status !== 'enabled') return undefined;
    const allowed = new Set(parseScope(effectiveRules(client).scope));
    const presented = { ...found, client, scope: found.scope.filter((value) => allowed.has(value)) };
    if (found.account_id === null) {
      return found.grant_id === client.machine_grant_id ? { ...presented, sub: client.client_id } : undefined;
    }
    const account = await this.accounts.findById(found.account_id);
    if (account?.status !== 'enabled') return undefined;
    return { ...presented, account, sub: await this.subjects.of(account, client) };
  }

  /** Ends one access token of this client. False when it isn't one of its own. */
  async revoke(token: string, client: Client): Promise<boolean> {
    const found = await this.issued.find(token);
    if (!found) return true;
    if (found.client_id !== client.client_id) return false;
    if (found.jti === undefined) await this.tokens.revokeOpaque(hashToken(token));
    else await this.tokens.revokeJwt(found.jti, found.exp);
    return true;
  }
}
