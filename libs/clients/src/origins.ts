import { originOf } from '#libs/protocol';
import type { Client } from './client.js';

/** The origins of a client's browser pages: those of its redirect URIs, and those it registered besides. */
export function originsOf(client: Pick<Client, 'redirect_uris' | 'allowed_origins'>): ReadonlySet<string> {
  const ofRedirects = client.redirect_uris.map(originOf).filter((origin) => origin !== undefined);
  const origins = new Set([...ofRedirects, ...client.allowed_origins]);
  origins.delete('null'); // What sandboxed frames and files send: it names nobody. RFC 6454 §7.3
  return origins;
}

/** Whether answers to this client may be read by pages of `origin`, compared as the browser sent it. */
export function clientHasOrigin(
  client: Pick<Client, 'redirect_uris' | 'allowed_origins'>,
  origin: string,
): boolean {
  return originsOf(client).has(origin);
}
