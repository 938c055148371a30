import { Injectable } from '@nestjs/common';
import { MoreThan, type Repository } from 'typeorm';
import { Database, type Transaction } from '#libs/storage';
import { ClientEntity } from './client.entity.js';
import type { Client, ClientSecret } from './client.js';
import { ClientSecretEntity } from './secrets/client-secret.entity.js';

/** TypeORM's own type does not know a JSON column of free shape. */
type Columns = Parameters<Repository<ClientEntity>['update']>[1];
type Source = Pick<Database | Transaction, 'repository'>;

/** The rows of clients, each with its secrets. */
@Injectable()
export class ClientRepository {
  constructor(private readonly database: Database) {}

  async find(client_id: string, within: Source = this.database): Promise<Client | undefined> {
    const [client] = await withSecrets(within, await rows(within).findBy({ client_id }));
    return client;
  }

  /** The clients whose `feed_version` is greater. */
  async newerThan(feedVersion: number): Promise<readonly Client[]> {
    return withSecrets(
      this.database,
      await rows(this.database).findBy({ feed_version: MoreThan(feedVersion) }),
    );
  }

  /** A unique violation when the `client_id` is taken. */
  async add(client: ClientEntity, transaction: Transaction): Promise<void> {
    await rows(transaction).insert({ ...client } as Columns);
  }

  /** @returns false when the client is gone or has another version by now */
  async change(
    client_id: string,
    version: number,
    changes: Partial<ClientEntity>,
    transaction: Transaction,
  ): Promise<boolean> {
    const next = { ...changes, version: version + 1 } as Columns;
    const { affected } = await rows(transaction).update({ client_id, version }, next);
    return affected === 1;
  }

  /** @returns false when the client is gone or has another version by now */
  async remove(client_id: string, version: number, transaction: Transaction): Promise<boolean> {
    const { affected } = await rows(transaction).delete({ client_id, version });
    return affected === 1;
  }
}

function rows(within: Source): Repository<ClientEntity> {
  return within.repository(ClientEntity);
}

/** SQLite binds no more than 32,766 values to a statement, so the secrets of many clients are read all together. */
const MOST_NAMED = 500;

/** Adds their secrets to rows of clients; for the repositories here. */
export async function withSecrets(within: Source, clients: readonly ClientEntity[]): Promise<Client[]> {
  if (clients.length === 0) return [];
  const query = within.repository(ClientSecretEntity).createQueryBuilder('secret');
  if (clients.length <= MOST_NAMED) {
    query.where('secret.client_id IN (:...ids)', { ids: clients.map(({ client_id }) => client_id) });
  }
  const secrets = await query.orderBy('secret.created_at').addOrderBy('secret.id').getMany();
  const byClient = new Map<string, ClientSecret[]>(clients.map(({ client_id }) => [client_id, []]));
  for (const { client_id, ...secret } of secrets) byClient.get(client_id)?.push(secret);
  return clients.map((client) => ({ ...client, secrets: byClient.get(client.client_id) ?? [] }));
}
