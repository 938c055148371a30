import type { Client } from './client.js';
import { originsOf } from './origins.js';

/** Which clients have each origin; kept up to date client by client, so that asking costs one look-up. */
export class OriginIndex {
  private readonly clients = new Map<string, Set<string>>();

  /** Takes note that a client changed, came (`before` undefined) or went (`after` undefined). */
  replace(before: Client | undefined, after: Client | undefined): void {
    if (before !== undefined) for (const origin of originsOf(before)) this.remove(origin, before.client_id);
    if (after !== undefined) for (const origin of originsOf(after)) this.add(origin, after.client_id);
  }

  /** The ids of the clients, enabled or not, that have this origin. */
  clientsOf(origin: string): readonly string[] {
    return [...(this.clients.get(origin) ?? [])];
  }

  private add(origin: string, client_id: string): void {
    const known = this.clients.get(origin);
    if (known === undefined) this.clients.set(origin, new Set([client_id]));
    else known.add(client_id);
  }

  private remove(origin: string, client_id: string): void {
    const known = this.clients.get(origin);
    known?.delete(client_id);
    if (known?.size === 0) this.clients.delete(origin);
  }
}
