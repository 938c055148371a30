import { Injectable } from '@nestjs/common';
import type { Client } from '../client.js';
import { ClientRepository } from '../client.repository.js';
import { type ClientOrder, formatClientCursor, parseClientCursor } from './client-cursor.js';
import { ClientListRepository } from './client-list.repository.js';

export interface ClientQuery {
  readonly cursor?: string;
  /** 1 to 200. */
  readonly limit?: number;
  /** Part of `client_name`. */
  readonly name?: string;
  readonly order?: ClientOrder;
}

export interface ClientPage {
  readonly clients: readonly Client[];
  /** Absent on the last page. */
  readonly next_cursor?: string;
}

const PAGE = 50;
const MAX_PAGE = 200;

/** The clients, page by page; a client that is added or deleted meanwhile moves no other. */
@Injectable()
export class ClientList {
  constructor(
    private readonly clients: ClientRepository,
    private readonly pages: ClientListRepository,
  ) {}

  /** As the database has it now, whatever this process remembers. */
  find(client_id: string): Promise<Client | undefined> {
    return this.clients.find(client_id);
  }

  /** @throws InvalidCursor */
  async list({ cursor, limit: asked, name, order = 'client_id' }: ClientQuery = {}): Promise<ClientPage> {
    const limit = Math.min(Math.max(Math.trunc(asked || PAGE), 1), MAX_PAGE);
    const after = cursor === undefined ? undefined : parseClientCursor(cursor, order);
    const found = await this.pages.page({ order, after, name: name || undefined, limit: limit + 1 });
    const clients = found.slice(0, limit);
    const last = clients.at(-1);
    return found.length > limit && last
      ? { clients, next_cursor: formatClientCursor(last, order) }
      : { clients };
  }
}
