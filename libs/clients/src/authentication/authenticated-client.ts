import type { Client } from '../client.js';
import type { AuthenticationMethodName } from './index.js';

/** Proof that the request at hand comes from this client. Only `ClientAuthenticator` makes one. */
export class AuthenticatedClient {
  /** Keeps a look-alike object from passing for one. */
  readonly #authenticated = true;

  constructor(
    readonly client: Client,
    readonly method: AuthenticationMethodName,
  ) {}

  static isOne(value: unknown): value is AuthenticatedClient {
    return typeof value === 'object' && value !== null && #authenticated in value;
  }
}
