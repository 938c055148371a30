import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type Actor, type Client, ClientNotFound, ClientService } from '#libs/clients';
import { Issuer } from '#libs/config';
import { Lease } from '#libs/storage';

export const CONSOLE_CLIENT_ID = 'portico-console';

const BY: Actor = { actor: 'system' };

/**
 * The web console is an ordinary client, registered at the start as an owner would register it: public, with PKCE, and
 * with the administrative scopes, which a person's role caps at each call. Whatever else an administrator makes of it
 * stays: whoever disables it has no console.
 */
@Injectable()
export class ConsoleClient implements OnApplicationBootstrap {
  constructor(
    private readonly clients: ClientService,
    private readonly lease: Lease,
    private readonly issuer: Issuer,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.isFitting(await this.find())) return;
    await this.lease.run('console-client', () => this.ensure());
  }

  private async ensure(): Promise<void> {
    const current = await this.find();
    if (this.isFitting(current)) return;
    const required = this.required();
    if (current) await this.clients.patch(CONSOLE_CLIENT_ID, current.version, required, BY);
    else await this.clients.create({ ...DEFAULTS, ...required }, BY, { client_id: CONSOLE_CLIENT_ID });
  }

  /** What the console can't do without. The issuer may have changed since the last start. */
  private required() {
    return {
      redirect_uris: ['/admin/signed-in', '/admin/renewed'].map((path) => this.issuer.endpoint(path)),
      post_logout_redirect_uris: [this.issuer.endpoint('/admin')],
      token_endpoint_auth_method: 'none',
    };
  }

  private isFitting(client: Client | undefined): boolean {
    if (!client) return false;
    const held: Readonly<Record<string, unknown>> = { ...client };
    return Object.entries(this.required()).every(
      ([member, value]) => JSON.stringify(held[member]) === JSON.stringify(value),
    );
  }

  private async find(): Promise<Client | undefined> {
    try {
      return await this.clients.get(CONSOLE_CLIENT_ID);
    } catch (error) {
      if (error instanceof ClientNotFound) return undefined;
      throw error;
    }
  }
}

const DEFAULTS = {
  client_name: 'Portico console',
  grant_types: ['authorization_code'],
  scope: 'openid profile email admin:read admin:write',
  /** It is a part of Portico: to ask whether Portico may know who one is would teach people to click. */
  require_consent: false,
};
