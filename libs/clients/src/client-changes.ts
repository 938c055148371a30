import { Injectable } from '@nestjs/common';
import type { Actor } from './actor.js';
import { usesSecret } from './authentication/index.js';
import type { Client } from './client.js';
import { type ClientWrite, ClientWrites } from './client-writes.js';
import { changedMembers } from './metadata/changed-members.js';
import { type ClientMetadata, metadataOf } from './metadata/client-metadata.js';
import { ClientSecrets, type ClientWithSecret } from './secrets/client-secrets.js';

/** Changes of metadata, with what follows from them: the secret that a new method needs, and the audit events. */
@Injectable()
export class ClientChanges {
  constructor(
    private readonly writes: ClientWrites,
    private readonly secrets: ClientSecrets,
  ) {}

  /**
   * @param decide the new metadata, checked, from the client as it is
   * @throws ClientNotFound, VersionConflict, and what `decide` throws
   */
  update(
    client_id: string,
    version: number | undefined,
    actor: Actor,
    decide: (current: Client) => ClientMetadata,
  ): Promise<ClientWithSecret> {
    return this.writes.write(actor, async (write) => {
      const before = await this.writes.current(write, client_id, version);
      return this.apply(write, before, decide(before));
    });
  }

  /** As part of a write. */
  async apply(write: ClientWrite, before: Client, metadata: ClientMetadata): Promise<ClientWithSecret> {
    await this.recordChange(write, before, metadata);
    const given = await this.fitSecrets(write, before, metadata.token_endpoint_auth_method);
    return { client: await this.writes.change(write, before, metadata), ...given };
  }

  private async recordChange(write: ClientWrite, before: Client, metadata: ClientMetadata): Promise<void> {
    const changed = changedMembers(metadataOf(before), metadata);
    if (changed.includes('status')) await write.record(`client.${metadata.status}`, before.client_id);
    const others = changed.filter((field) => field !== 'status');
    if (others.length > 0) await write.record('client.updated', before.client_id, { changed: others });
  }

  /** A method that needs a secret gets one when there is none; secrets that no method uses any more are removed. */
  private async fitSecrets(
    write: ClientWrite,
    before: Client,
    method: string,
  ): Promise<{ client_secret?: string }> {
    const { client_id } = before;
    if (!usesSecret(method)) {
      if (before.secrets.length === 0) return {};
      await this.secrets.removeAll(write, client_id);
      await write.record('client.secrets_removed', client_id);
      return {};
    }
    if (await this.secrets.keepFor(write, before, method)) return {};
    const { client_secret, id } = await this.secrets.give(write, { client_id, method });
    await write.record('client.secret_issued', client_id, { secret_id: id });
    return { client_secret };
  }
}
