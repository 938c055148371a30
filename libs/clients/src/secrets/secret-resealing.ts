import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { UnopenableError } from '#libs/secrets';
import { SYSTEM } from '../actor.js';
import type { Client } from '../client.js';
import { ClientRegistry } from '../client-registry.js';
import { type ClientWrite, ClientWrites } from '../client-writes.js';
import { ClientSecretRepository } from './client-secret.repository.js';
import { SealedSecrets } from './sealed-secrets.js';

/** After a change of the encryption key, seals anew what the previous one sealed, so that it can be taken away. */
@Injectable()
export class SecretResealing implements OnApplicationBootstrap {
  private readonly logger = new Logger(SecretResealing.name);

  constructor(
    private readonly registry: ClientRegistry,
    private readonly writes: ClientWrites,
    private readonly secrets: ClientSecretRepository,
    private readonly sealed: SealedSecrets,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const client of this.registry.all()) {
      if (this.outdated(client).length > 0) await this.resealAll(client.client_id);
    }
  }

  private async resealAll(client_id: string): Promise<void> {
    await this.writes.write(SYSTEM, async (write) => {
      const client = await this.writes.current(write, client_id, undefined);
      let resealed = 0;
      for (const { id, sealed_secret } of this.outdated(client)) {
        resealed += (await this.reseal(write, id, sealed_secret)) ? 1 : 0;
      }
      if (resealed > 0) await this.writes.change(write, client, {});
    });
  }

  private outdated(client: Client): { id: string; sealed_secret: string }[] {
    return client.secrets.flatMap(({ id, sealed_secret }) =>
      sealed_secret !== null && this.sealed.isOutdated(sealed_secret) ? [{ id, sealed_secret }] : [],
    );
  }

  /** One that no configured key opens stays as it is: its key may come back. */
  private async reseal({ transaction }: ClientWrite, id: string, sealed_secret: string): Promise<boolean> {
    try {
      const anew = await this.sealed.seal(await this.sealed.open(sealed_secret));
      await this.secrets.reseal(id, anew, transaction);
      return true;
    } catch (error) {
      if (!(error instanceof UnopenableError)) throw error;
      this.logger.error(`client secret ${id} can't be used here: ${error.message}`);
      return false;
    }
  }
}
