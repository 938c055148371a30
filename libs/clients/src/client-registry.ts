import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isNotYet, OAuthError } from '#libs/protocol';
import { ChangeFeed, type Refusals, Registry, secondLook } from '#libs/storage';
import type { Client } from './client.js';
import { ClientRepository } from './client.repository.js';
import { OriginIndex } from './origin-index.js';

/** The kind of registry data that clients are, in the change feed. */
export const CLIENTS = 'clients';

/** Every client, in this process; at most half a second behind the database, and never behind own changes. */
@Injectable()
export class ClientRegistry implements OnModuleInit {
  private readonly registry: Registry<Client>;
  private readonly origins = new OriginIndex();

  constructor(
    clients: ClientRepository,
    private readonly changeFeed: ChangeFeed,
  ) {
    this.registry = new Registry<Client>({
      kind: CLIENTS,
      key: (client) => client.client_id,
      load: (since) => clients.newerThan(since),
    });
    this.registry.onChange(({ before, after }) => this.origins.replace(before, after));
  }

  async onModuleInit(): Promise<void> {
    await this.changeFeed.follow(this.registry);
  }

  /** A disabled client too: whoever acts on it asks for its status. @throws RegistryStale */
  find(client_id: string): Client | undefined {
    return this.registry.get(client_id);
  }

  /** Every client, disabled ones too. @throws RegistryStale */
  all(): readonly Client[] {
    return this.registry.all();
  }

  /**
   * Decides by what is registered. Before it refuses, it makes sure that this process knows what every other one has
   * written: a client that was registered elsewhere a moment ago, its new secret, its new redirect_uri. Refusals are
   * OAuth errors; `refuses` tells those that are returned.
   *
   * @param decision may run twice: it must change nothing when it refuses
   */
  decide<T>(decision: () => T | Promise<T>, refuses?: Refusals<T>['returned']): Promise<T> {
    return secondLook(this.changeFeed, decision, { thrown: isRefusal, returned: refuses });
  }

  /** Whether pages of this origin may call the endpoints for browsers: some enabled client has it. @throws RegistryStale */
  originAllowed(origin: string): boolean {
    return this.origins.clientsOf(origin).some((client_id) => this.find(client_id)?.status === 'enabled');
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof OAuthError && !isNotYet(error.code);
}
