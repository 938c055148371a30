import { Injectable } from '@nestjs/common';
import { Consents } from '#libs/authorization';
import { ClientRegistry } from '#libs/clients';
import type { ApplicationEntry } from '../views/index.js';

/** The applications that a person let in, as far as they are still registered. */
@Injectable()
export class Applications {
  constructor(
    private readonly consents: Consents,
    private readonly clients: ClientRegistry,
  ) {}

  async listOf(accountId: string): Promise<readonly ApplicationEntry[]> {
    const consents = await this.consents.listOf(accountId);
    return consents.flatMap(({ client_id, scope, created_at }) => {
      const client = this.clients.find(client_id);
      return client ? [{ client, scopes: scope, since: created_at }] : [];
    });
  }
}
