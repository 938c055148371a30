import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Database } from '#libs/storage';
import { ClientEntity } from '../client.entity.js';
import type { Client } from '../client.js';
import { withSecrets } from '../client.repository.js';
import type { ClientOrder, ClientPosition } from './client-cursor.js';

export interface ClientSelection {
  readonly order: ClientOrder;
  /** Begins after this one. */
  readonly after: ClientPosition | undefined;
  /** Part of the name; the case of ASCII letters doesn't matter. */
  readonly name: string | undefined;
  readonly limit: number;
}

/** Pages of clients, straight from the database, by index. */
@Injectable()
export class ClientListRepository {
  constructor(private readonly database: Database) {}

  async page({ order, after, name, limit }: ClientSelection): Promise<readonly Client[]> {
    const query = this.database.repository(ClientEntity).createQueryBuilder('client').limit(limit);
    // Both engines sort null before every name.
    if (order === 'client_name') query.orderBy('client.client_name');
    query.addOrderBy('client.client_id');
    if (after !== undefined) startAfter(query, after);
    if (name !== undefined) {
      query.andWhere("LOWER(client.client_name) LIKE LOWER(:pattern) ESCAPE '!'", {
        pattern: containing(name),
      });
    }
    return withSecrets(this.database, await query.getMany());
  }
}

function startAfter(query: SelectQueryBuilder<ClientEntity>, after: ClientPosition): void {
  if (after.order === 'client_id') query.andWhere('client.client_id > :client_id', after);
  else if (after.client_name === null) {
    query.andWhere('(client.client_name IS NOT NULL OR client.client_id > :client_id)', after);
  } else {
    query.andWhere(
      '(client.client_name > :client_name OR (client.client_name = :client_name AND client.client_id > :client_id))',
      after,
    );
  }
}

/** Nothing that was typed is a wildcard. */
function containing(text: string): string {
  return `%${text.replace(/[!%_]/g, '!$&')}%`;
}
