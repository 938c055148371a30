import { Injectable } from '@nestjs/common';
import { Consents } from '#libs/authorization';
import { type Client, ClientRegistry } from '#libs/clients';
import { Issuer } from '#libs/config';
import { initiateLoginUrl } from '#libs/protocol';
import type { ApplicationEntry } from '../views/index.js';

/** The applications that a person let in, as far as they are still registered. */
@Injectable()
export class Applications {
  constructor(
    private readonly consents: Consents,
    private readonly clients: ClientRegistry,
    private readonly issuer: Issuer,
  ) {}

  async listOf(accountId: string): Promise<readonly ApplicationEntry[]> {
    const consents = await this.consents.listOf(accountId);
    return consents.flatMap(({ client_id, scope, claims, created_at }) => {
      const client = this.clients.find(client_id);
      if (!client) return [];
      return [{ client, scopes: scope, claims, opensAt: this.addressOf(client), since: created_at }];
    });
  }
  /** Without `login_hint`: the application may know the person by nothing but `sub`. OpenID Connect Core 1.0 §4 */
  private addressOf({ initiate_login_uri: address, status }: Client): string | undefined {
    if (address === null || status !== 'enabled') return undefined;
    return initiateLoginUrl(address, this.issuer.url);
  }
}
