import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { ClientSettings } from '#libs/config';
import type { Actor } from './actor.js';
import type { ClientStatus } from './client.entity.js';
import type { Client } from './client.js';
import { ClientChanges } from './client-changes.js';
import { ClientLifecycle, type NewClient } from './client-lifecycle.js';
import { ClientNotFound, VersionConflict } from './client-refusal.js';
import { ClientList, type ClientPage, type ClientQuery } from './listing/client-list.js';
import { metadataOf } from './metadata/client-metadata.js';
import { InvalidClientMetadata } from './metadata/invalid-client-metadata.js';
import { patchMetadata } from './metadata/patch-metadata.js';
import { asObject, readClientMetadata } from './metadata/read-client-metadata.js';
import { ClientSecrets, type ClientWithSecret } from './secrets/client-secrets.js';
import { type Sector, SectorDocuments } from './sector-documents.js';

/** RFC 6749 §A.1, without the space; as in the configuration. */
const CLIENT_ID = /^[\x21-\x7e]{1,128}$/;

/**
 * What administrators, and clients that register themselves, do to clients. Metadata comes as it was sent and is
 * checked here, whoever sent it. `version` is the one that the change was decided on (`If-Match`); undefined: whichever
 * the client has. Which roles may do what is for the caller to check (`asksForAdminScopes`).
 */
@Injectable()
export class ClientService {
  constructor(
    private readonly settings: ClientSettings,
    private readonly lifecycle: ClientLifecycle,
    private readonly changes: ClientChanges,
    private readonly secrets: ClientSecrets,
    private readonly clients: ClientList,
    private readonly sectors: SectorDocuments,
  ) {}

  /** @throws InvalidCursor */
  list(query: ClientQuery = {}): Promise<ClientPage> {
    return this.clients.list(query);
  }

  /** The client as the database has it. @throws ClientNotFound */
  async get(client_id: string): Promise<Client> {
    const client = await this.clients.find(client_id);
    if (client === undefined) throw new ClientNotFound();
    return client;
  }

  /** @throws InvalidClientMetadata, ClientConflict */
  async create(metadata: unknown, actor: Actor, options: NewClient = {}): Promise<ClientWithSecret> {
    const checked = readClientMetadata(metadata, this.settings);
    const { client_id } = options;
    if (client_id !== undefined && !CLIENT_ID.test(client_id)) {
      const problem = 'must be 1 to 128 visible ASCII characters';
      throw new InvalidClientMetadata([{ field: 'client_id', problem }]);
    }
    await this.sectors.check(checked);
    return this.lifecycle.create(checked, actor, options);
  }

  /**
   * All metadata anew; only `status` stays as it is when it is left out, so that nobody enables a client unawares.
   * @throws ClientNotFound, VersionConflict, InvalidClientMetadata
   */
  async replace(
    client_id: string,
    version: number | undefined,
    metadata: unknown,
    actor: Actor,
  ): Promise<ClientWithSecret> {
    const sent: { status?: unknown } = asObject(metadata);
    return this.change(client_id, version, actor, ({ status }) => ({
      ...sent,
      status: sent.status ?? status,
    }));
  }

  /** RFC 7396: null takes a member back to its default. @throws ClientNotFound, VersionConflict, InvalidClientMetadata */
  async patch(
    client_id: string,
    version: number | undefined,
    patch: unknown,
    actor: Actor,
  ): Promise<ClientWithSecret> {
    const sent = asObject(patch);
    return this.change(client_id, version, actor, (current) => patchMetadata(metadataOf(current), sent));
  }

  /**
   * @param decide all metadata, to be checked, from the client as it is; may be asked twice
   * @throws ClientNotFound, VersionConflict, InvalidClientMetadata, and what `decide` throws
   */
  async change(
    client_id: string,
    version: number | undefined,
    actor: Actor,
    decide: (current: Client) => unknown,
  ): Promise<ClientWithSecret> {
    const read = (current: Client) => readClientMetadata(decide(current), this.settings);
    const before = await this.get(client_id);
    if (version !== undefined && version !== before.version) throw new VersionConflict();
    const intended = read(before);
    // Nothing is fetched while the transaction is open; should the client have another sector by then, it isn't changed.
    await this.sectors.check(intended, before);
    return this.changes.update(client_id, version, actor, (current) => {
      const metadata = read(current);
      if (!isSameSector(metadata, intended)) throw new VersionConflict();
      return metadata;
    });
  }

  /** @throws ClientNotFound, VersionConflict */
  async setStatus(
    client_id: string,
    version: number | undefined,
    status: ClientStatus,
    actor: Actor,
  ): Promise<Client> {
    // Not checked anew: a client is disabled at once, even one that today's rules would not register.
    const decide = (current: Client) => ({ ...metadataOf(current), status });
    return (await this.changes.update(client_id, version, actor, decide)).client;
  }

  /** @throws ClientNotFound, VersionConflict */
  delete(client_id: string, version: number | undefined, actor: Actor): Promise<void> {
    return this.lifecycle.delete(client_id, version, actor);
  }

  /** A second secret, valid beside the first. @throws ClientNotFound, VersionConflict, ClientConflict */
  rotateSecret(
    client_id: string,
    version: number | undefined,
    actor: Actor,
  ): Promise<Required<ClientWithSecret>> {
    return this.secrets.rotate(client_id, version, actor);
  }

  /** Ends one of two secrets. @throws ClientNotFound, VersionConflict, SecretNotFound, ClientConflict */
  retireSecret(
    client_id: string,
    secretId: string,
    version: number | undefined,
    actor: Actor,
  ): Promise<Client> {
    return this.secrets.retire(client_id, secretId, version, actor);
  }

  /** Ends every token that the client holds for itself. @throws ClientNotFound */
  endMachineTokens(client_id: string, actor: Actor): Promise<Client> {
    return this.lifecycle.endMachineTokens(client_id, actor);
  }
}

function isSameSector(one: Sector, other: Sector): boolean {
  if (one.sector_identifier_uri === null && other.sector_identifier_uri === null) return true;
  const essence = ({ sector_identifier_uri, redirect_uris }: Sector) => ({
    sector_identifier_uri,
    redirect_uris,
  });
  return isDeepStrictEqual(essence(one), essence(other));
}
