import { InvalidCursor } from '#libs/audit';
import type { Client } from '../client.js';

export const CLIENT_ORDERS = ['client_id', 'client_name'] as const;
export type ClientOrder = (typeof CLIENT_ORDERS)[number];

/** The last client of a page: the next page begins after it. */
export type ClientPosition =
  | { readonly order: 'client_id'; readonly client_id: string }
  | { readonly order: 'client_name'; readonly client_name: string | null; readonly client_id: string };

/** Opaque to callers. It holds values only, never the name of a column. */
export function formatClientCursor(last: Client, order: ClientOrder): string {
  const values = order === 'client_id' ? [last.client_id] : [last.client_id, last.client_name];
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** @throws InvalidCursor when it isn't one, or is that of a list in another order */
export function parseClientCursor(cursor: string, order: ClientOrder): ClientPosition {
  const values = decode(cursor);
  const [client_id, client_name] = values;
  const length = order === 'client_id' ? 1 : 2;
  if (values.length !== length || typeof client_id !== 'string') throw new InvalidCursor();
  if (order === 'client_id') return { order, client_id };
  if (client_name !== null && typeof client_name !== 'string') throw new InvalidCursor();
  return { order, client_name, client_id };
}

function decode(cursor: string): readonly unknown[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(values)) return values;
  } catch {
    // Not JSON: not ours.
  }
  throw new InvalidCursor();
}
