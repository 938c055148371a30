import type { ClientEntity } from './client.entity.js';

/** One secret of a client, by its hash. */
export interface ClientSecret {
  readonly id: string;
  /** SHA-256, base64url. */
  readonly secret_hash: string;
  /** Sealed by the `Vault`, for `client_secret_jwt`; else null. */
  readonly sealed_secret: string | null;
  /** Epoch seconds. */
  readonly created_at: number;
  /** Epoch seconds; no longer accepted from here on. Null: until retired. */
  readonly expires_at: number | null;
}

type ReadonlyColumn<V> = V extends readonly (infer Item)[] ? readonly Item[] : V;

/** A registered client as the rest of Portico sees it: its row, which nobody changes, and its secrets. */
export type Client = {
  readonly [Column in keyof ClientEntity]: ReadonlyColumn<ClientEntity[Column]>;
} & { readonly secrets: readonly ClientSecret[] };

/** Whether the client can't keep a secret: it doesn't authenticate, it only says its name. RFC 6749 §2.1 */
export function isPublic(client: Pick<Client, 'token_endpoint_auth_method'>): boolean {
  return client.token_endpoint_auth_method === 'none';
}
