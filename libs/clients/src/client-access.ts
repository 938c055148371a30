import { Injectable } from '@nestjs/common';
import type { PolicyAccess } from '#libs/accounts';
import type { Transaction } from '#libs/storage';
import type { Actor } from './actor.js';
import type { Client } from './client.js';
import { ClientWrites } from './client-writes.js';

/** What a client may have, by its access policies. */
@Injectable()
export class ClientAccess {
  constructor(private readonly writes: ClientWrites) {}

  /**
   * @param also what must hold in the same transaction
   * @throws ClientNotFound, VersionConflict, and what `also` throws
   */
  set(
    client_id: string,
    version: number | undefined,
    { unrestricted, access_policies }: PolicyAccess,
    actor: Actor,
    also: (within: Transaction) => Promise<void>,
  ): Promise<Client> {
    return this.writes.write(actor, async (write) => {
      await also(write.transaction);
      const before = await this.writes.current(write, client_id, version);
      await write.record('client.access_changed', client_id, {
        unrestricted,
        access_policies: [...access_policies],
      });
      const columns = {
        unrestricted,
        access_policies: access_policies.length === 0 ? null : access_policies,
      };
      return this.writes.change(write, before, columns);
    });
  }
}
