import type { FastifyRequest } from 'fastify';
import {
  AuthenticatedClient,
  type Client,
  type ClientAuthenticator,
  type ClientRegistry,
} from '#libs/clients';
import { OAuthError, Parameters } from '#libs/protocol';
import type { AccessToken } from '#libs/tokens';

/** What the guards note on a request. */
interface Guarded {
  readonly client?: unknown;
  readonly accessToken?: AccessToken;
}

/** Tells which client a request speaks for. */
export class AskingClients {
  constructor(
    private readonly clients: ClientRegistry,
    private readonly authenticator: ClientAuthenticator,
  ) {}

  /** The one that proved itself; of a request that was refused before, the one that it names. @throws RegistryStale */
  clientOf(request: FastifyRequest): Client | undefined {
    const { client, accessToken } = request as FastifyRequest & Guarded;
    if (accessToken) return accessToken.client;
    if (AuthenticatedClient.isOne(client)) return client.client;
    const claimed = this.claimedBy(request);
    return claimed === undefined ? undefined : this.clients.find(claimed);
  }

  private claimedBy({ headers, body }: FastifyRequest): string | undefined {
    try {
      const parameters = Parameters.fromForm(body);
      return this.authenticator.claimedBy({ authorization: headers.authorization, parameters });
    } catch (error) {
      if (error instanceof OAuthError) return undefined;
      throw error;
    }
  }
}
