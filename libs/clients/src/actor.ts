/** Who makes a change, for the audit trail. */
export interface Actor {
  /** `account:{id}`, `client:{client_id}`, `registration` (whoever registered a client without signing in) or `system`. */
  readonly actor: string;
  readonly on_behalf_of?: string;
  readonly ip?: string;
  readonly request_id?: string;
}

/** Portico itself, when it does what its configuration declares. */
export const SYSTEM: Actor = { actor: 'system' };
