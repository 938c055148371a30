import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#libs/audit';
import { Clock } from '#libs/clock';
import { ChangeFeed, Database, type Transaction } from '#libs/storage';
import type { Actor } from './actor.js';
import type { ClientEntity } from './client.entity.js';
import type { Client } from './client.js';
import { ClientRepository } from './client.repository.js';
import { ClientNotFound, VersionConflict } from './client-refusal.js';
import { CLIENTS } from './client-registry.js';

/** One transaction that changes one client. */
export interface ClientWrite {
  readonly transaction: Transaction;
  /** For each row that is written. */
  readonly feed_version: number;
  /** Epoch seconds. */
  readonly now: number;
  /** Adds to the audit trail, within the transaction. */
  record(type: string, client_id: string, data?: Record<string, unknown>): Promise<void>;
}

/**
 * How clients are changed: in one transaction with its audit events and its place in the change feed, and in force
 * in this process when the promise resolves. The feed's lock is taken first, so changes of clients happen one after
 * another, on every process together, and what a change has read stays true until it is committed.
 */
@Injectable()
export class ClientWrites {
  constructor(
    private readonly database: Database,
    private readonly changeFeed: ChangeFeed,
    private readonly clients: ClientRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async write<T>(actor: Actor, work: (write: ClientWrite) => Promise<T>): Promise<T> {
    const result = await this.database.transaction(async (transaction) => {
      const feed_version = await this.changeFeed.bump(transaction, CLIENTS);
      const record: ClientWrite['record'] = (type, client_id, data) => {
        const event = {
          type,
          client_id,
          subject: `client:${client_id}`,
          outcome: 'success',
          ...actor,
        } as const;
        return this.audit.record(data === undefined ? event : { ...event, data }, transaction);
      };
      return work({ transaction, feed_version, now: this.clock.now(), record });
    });
    await this.changeFeed.publish();
    return result;
  }

  /**
   * The client that a write is about.
   * @param version that the change was decided on; undefined: whichever it has
   * @throws ClientNotFound, VersionConflict
   */
  async current(write: ClientWrite, client_id: string, version: number | undefined): Promise<Client> {
    const client = await this.clients.find(client_id, write.transaction);
    if (client === undefined) throw new ClientNotFound();
    if (version !== undefined && version !== client.version) throw new VersionConflict();
    return client;
  }

  /** Writes the changed columns, and with them the next version. @throws VersionConflict */
  async change(write: ClientWrite, client: Client, changes: Partial<ClientEntity>): Promise<Client> {
    const { transaction, feed_version, now } = write;
    const columns = { ...changes, updated_at: now, feed_version };
    if (!(await this.clients.change(client.client_id, client.version, columns, transaction))) {
      throw new VersionConflict();
    }
    return this.current(write, client.client_id, undefined);
  }
}
