import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { SetUpSettings } from '#libs/config';
import { hashToken } from '#libs/secrets';
import { SYSTEM } from './actor.js';
import type { Client } from './client.js';
import { ClientRepository } from './client.repository.js';
import { ClientLifecycle } from './client-lifecycle.js';
import { type ClientWrite, ClientWrites } from './client-writes.js';
import { managementMetadata } from './management-metadata.js';
import { changedMembers } from './metadata/changed-members.js';
import { metadataOf } from './metadata/client-metadata.js';
import { ClientSecrets } from './secrets/client-secrets.js';
import { validSecrets } from './secrets/valid-secrets.js';

/** Characters; the configuration refuses shorter ones too. */
const SHORTEST_SECRET = 32;

/**
 * The client that the configuration declares, so that scripts can call the admin API before there is any
 * administrator. At each start it is made what is declared; a client that is declared no longer stays as it is.
 */
@Injectable()
export class ManagementClient implements OnApplicationBootstrap {
  constructor(
    private readonly settings: SetUpSettings,
    private readonly writes: ClientWrites,
    private readonly clients: ClientRepository,
    private readonly lifecycle: ClientLifecycle,
    private readonly secrets: ClientSecrets,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.reconcileManagementClient(this.settings);
  }

  /**
   * The declared secret becomes its only one, so that a changed declaration ends the one before. Does nothing when all
   * is as declared; processes that start together take turns.
   */
  async reconcileManagementClient(settings: SetUpSettings): Promise<void> {
    const { management_client_id: client_id, management_client_secret: secret } = settings;
    if (client_id === undefined || secret === undefined) return;
    if (secret.length < SHORTEST_SECRET) {
      throw new RangeError(`the management client's secret must have ${SHORTEST_SECRET} characters or more`);
    }
    await this.writes.write(SYSTEM, async (write) => {
      const current = await this.clients.find(client_id, write.transaction);
      if (current === undefined) await this.add(write, client_id, secret);
      else await this.fit(write, current, secret);
    });
  }

  private async add(write: ClientWrite, client_id: string, secret: string): Promise<void> {
    await this.lifecycle.add(write, client_id, managementMetadata(undefined), { unrestricted: true });
    await this.secrets.declare(write, client_id, secret);
  }

  private async fit(write: ClientWrite, current: Client, secret: string): Promise<void> {
    const metadata = managementMetadata(current);
    const changed: string[] = changedMembers(metadataOf(current), metadata);
    if (!hasOnlySecret(current, secret, write.now)) {
      await this.secrets.declare(write, current.client_id, secret);
      changed.push('client_secret');
    }
    if (changed.length === 0) return;
    await write.record('client.updated', current.client_id, { changed });
    await this.writes.change(write, current, metadata);
  }
}

function hasOnlySecret(client: Client, secret: string, now: number): boolean {
  const [only, second] = validSecrets(client, now);
  if (only === undefined || second !== undefined || only.sealed_secret !== null) return false;
  return only.secret_hash === hashToken(secret);
}
