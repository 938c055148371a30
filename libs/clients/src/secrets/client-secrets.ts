import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hashToken, randomToken } from '#libs/secrets';
import type { Actor } from '../actor.js';
import { credentialOf, usesSecret } from '../authentication/index.js';
import type { Client, ClientSecret } from '../client.js';
import { ClientConflict, SecretNotFound } from '../client-refusal.js';
import { type ClientWrite, ClientWrites } from '../client-writes.js';
import { ClientSecretRepository } from './client-secret.repository.js';
import { MOST_VALID_SECRETS } from './most-valid-secrets.js';
import { SealedSecrets } from './sealed-secrets.js';
import { validSecrets } from './valid-secrets.js';

/** A client, and the secret that it was just given: told this once, for only its hash is kept. */
export interface ClientWithSecret {
  readonly client: Client;
  readonly client_secret?: string;
}

/** Bytes: HMAC keys have at least as many octets as the longest hash (RFC 7518 §3.2, HS512). */
const SIGNING_SECRET_BYTES = 64;

/** Who gets a secret, and what for. */
interface SecretBearer {
  readonly client_id: string;
  /** Its `token_endpoint_auth_method`. */
  readonly method: string;
  /** The newest that it has: the next one counts as newer, even within the same second. */
  readonly newest?: ClientSecret | undefined;
}

interface NewSecret {
  readonly client_id: string;
  readonly client_secret: string;
  readonly created_at: number;
  readonly sealed_secret: string | null;
}

/** The secrets of clients: two may be valid at once, so that a rotation needs no outage. */
@Injectable()
export class ClientSecrets {
  constructor(
    private readonly writes: ClientWrites,
    private readonly secrets: ClientSecretRepository,
    private readonly sealed: SealedSecrets,
  ) {}

  /** A new secret, valid at once; the one before stays valid until it is retired. @throws ClientConflict */
  rotate(client_id: string, version: number | undefined, actor: Actor): Promise<Required<ClientWithSecret>> {
    return this.writes.write(actor, async (write) => {
      const client = await this.writes.current(write, client_id, version);
      assertRoomForAnother(client, write.now);
      await this.secrets.removeRetired(client_id, write.now, write.transaction);
      const { token_endpoint_auth_method: method } = client;
      const newest = client.secrets.at(-1);
      const { client_secret, id } = await this.give(write, { client_id, method, newest });
      await write.record('client.secret_rotated', client_id, { secret_id: id });
      return { client: await this.writes.change(write, client, {}), client_secret };
    });
  }

  /** Ends one of two secrets. @throws SecretNotFound, ClientConflict when it is the only one */
  retire(client_id: string, secretId: string, version: number | undefined, actor: Actor): Promise<Client> {
    return this.writes.write(actor, async (write) => {
      const client = await this.writes.current(write, client_id, version);
      const valid = validSecrets(client, write.now);
      if (!valid.some(({ id }) => id === secretId)) throw new SecretNotFound();
      if (valid.length === 1) {
        throw new ClientConflict(
          'last_secret',
          'this is the only valid secret: rotate first, then retire it',
        );
      }
      if (!(await this.secrets.retire(client_id, secretId, write.now, write.transaction)))
        throw new SecretNotFound();
      await write.record('client.secret_retired', client_id, { secret_id: secretId });
      return this.writes.change(write, client, {});
    });
  }

  /** Adds a random secret of 256 bits or more, as part of a write. */
  async give(
    write: ClientWrite,
    { client_id, method, newest }: SecretBearer,
  ): Promise<{ client_secret: string; id: string }> {
    const signs = credentialOf(method) === 'sealed_secret';
    const client_secret = signs ? randomToken(SIGNING_SECRET_BYTES) : randomToken();
    const created_at = Math.max(write.now, (newest?.created_at ?? 0) + 1);
    const sealed_secret = signs ? await this.sealed.seal(client_secret) : null;
    return {
      client_secret,
      id: await this.add(write, { client_id, client_secret, created_at, sealed_secret }),
    };
  }

  /**
   * Makes the secrets fit another method, as part of a write: only one that was made to sign can sign, and none is kept
   * where it can be read once it needn't be.
   * @returns false when there is no valid one for the method
   */
  async keepFor({ transaction, now }: ClientWrite, client: Client, method: string): Promise<boolean> {
    const { client_id } = client;
    const valid = validSecrets(client, now);
    if (credentialOf(method) === 'sealed_secret') {
      const signing = valid.some(({ sealed_secret }) => sealed_secret !== null);
      if (!signing) await this.secrets.removeAll(client_id, transaction);
      return signing;
    }
    await this.secrets.removeSealed(client_id, transaction);
    return valid.length > 0;
  }

  /** Makes a declared secret the only one, as part of a write. */
  async declare(write: ClientWrite, client_id: string, client_secret: string): Promise<void> {
    await this.removeAll(write, client_id);
    await this.add(write, { client_id, client_secret, created_at: write.now, sealed_secret: null });
  }

  async removeAll({ transaction }: ClientWrite, client_id: string): Promise<void> {
    await this.secrets.removeAll(client_id, transaction);
  }

  private async add({ transaction }: ClientWrite, { client_secret, ...row }: NewSecret): Promise<string> {
    const id = randomUUID();
    const secret_hash = hashToken(client_secret);
    await this.secrets.add({ ...row, id, secret_hash, expires_at: null }, transaction);
    return id;
  }
}

function assertRoomForAnother(client: Client, now: number): void {
  if (!usesSecret(client.token_endpoint_auth_method)) {
    const message = 'the client has no secret: its token_endpoint_auth_method needs none';
    throw new ClientConflict('no_secret_method', message);
  }
  const valid = validSecrets(client, now);
  const [oldest] = valid;
  if (oldest === undefined || valid.length < MOST_VALID_SECRETS) return;
  throw new ClientConflict(
    'two_secrets',
    `two secrets are valid already: retire the older one (${oldest.id}) once nothing uses it, then rotate`,
    { secret_ids: valid.map(({ id }) => id) },
  );
}
