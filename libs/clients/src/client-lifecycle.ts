import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AccessSettings } from '#libs/config';
import { randomToken } from '#libs/secrets';
import { ChangeFeed, isUniqueViolation } from '#libs/storage';
import type { Actor } from './actor.js';
import { usesSecret } from './authentication/index.js';
import type { Registrar } from './client.entity.js';
import type { Client } from './client.js';
import { ClientRepository } from './client.repository.js';
import { ClientConflict, VersionConflict } from './client-refusal.js';
import { CLIENTS } from './client-registry.js';
import { type ClientWrite, ClientWrites } from './client-writes.js';
import type { ClientMetadata } from './metadata/client-metadata.js';
import { ClientSecrets, type ClientWithSecret } from './secrets/client-secrets.js';

/** How a client comes to be, besides its metadata. */
export interface NewClient {
  /** A chosen one; else it is random. */
  readonly client_id?: string;
  /** Of one that registered itself: the hash of the token that it is managed with. RFC 7592 §3 */
  readonly registration_token_hash?: string;
  /** Else as the configuration says of all that are new. */
  readonly unrestricted?: boolean;
}

/** How a client begins and ends. */
@Injectable()
export class ClientLifecycle {
  constructor(
    private readonly writes: ClientWrites,
    private readonly clients: ClientRepository,
    private readonly secrets: ClientSecrets,
    private readonly changeFeed: ChangeFeed,
    private readonly access: AccessSettings,
  ) {}

  /** @param metadata checked @throws ClientConflict */
  create(
    metadata: ClientMetadata,
    actor: Actor,
    { client_id = randomUUID(), ...how }: NewClient = {},
  ): Promise<ClientWithSecret> {
    return this.writes.write(actor, async (write) => {
      await this.add(write, client_id, metadata, how);
      const { token_endpoint_auth_method: method } = metadata;
      const secret = usesSecret(method) ? await this.secrets.give(write, { client_id, method }) : undefined;
      const client = await this.writes.current(write, client_id, undefined);
      return secret === undefined ? { client } : { client, client_secret: secret.client_secret };
    });
  }

  /** As part of a write; without a secret. @throws ClientConflict */
  async add(
    write: ClientWrite,
    client_id: string,
    metadata: ClientMetadata,
    { registration_token_hash, unrestricted = this.access.unrestricted }: Omit<NewClient, 'client_id'> = {},
  ): Promise<void> {
    const registered_by: Registrar | null = registration_token_hash === undefined ? null : 'registration';
    const { now, feed_version } = write;
    const times = { created_at: now, updated_at: now };
    const client = {
      ...metadata,
      ...times,
      client_id,
      machine_grant_id: randomToken(),
      registered_by,
      registration_token_hash: registration_token_hash ?? null,
      unrestricted,
      access_policies: null,
      version: 1,
      feed_version,
    };
    try {
      await this.clients.add(client, write.transaction);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new ClientConflict('client_id_taken', 'another client has this client_id');
    }
    await write.record('client.created', client_id, { client_name: metadata.client_name });
  }

  /** With its secrets; what it was given by people is for the callers to end. @throws ClientNotFound, VersionConflict */
  delete(client_id: string, version: number | undefined, actor: Actor): Promise<void> {
    return this.writes.write(actor, async (write) => {
      const client = await this.writes.current(write, client_id, version);
      await this.secrets.removeAll(write, client_id);
      if (!(await this.clients.remove(client_id, client.version, write.transaction)))
        throw new VersionConflict();
      await this.changeFeed.forget(write.transaction, CLIENTS, client_id, write.feed_version);
      await write.record('client.deleted', client_id, { client_name: client.client_name });
    });
  }

  /** Ends every token that the client holds for itself: they carry the grant's id, and it gets a new one. */
  endMachineTokens(client_id: string, actor: Actor): Promise<Client> {
    return this.writes.write(actor, async (write) => {
      const client = await this.writes.current(write, client_id, undefined);
      await write.record('client.machine_tokens_ended', client_id);
      return this.writes.change(write, client, { machine_grant_id: randomToken() });
    });
  }
}
