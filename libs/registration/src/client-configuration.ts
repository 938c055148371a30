import { Injectable } from '@nestjs/common';
import {
  asObject,
  type Client,
  ClientService,
  InvalidClientMetadata,
  metadataOf,
  type Problem,
  validSecrets,
} from '#libs/clients';
import { Clock } from '#libs/clock';
import { RegistrationSettings } from '#libs/config';
import { parseBearer } from '#libs/protocol';
import { equalInConstantTime, hashToken } from '#libs/secrets';
import { type ClientInformation, ClientInformer } from './client-information.js';
import { registeredMetadata } from './registered-metadata.js';
import { type Asking, actorOf, RegistrationAccess } from './registration-access.js';
import { refusing } from './registration-refusal.js';

/**
 * How a client that registered itself reads and replaces its registration. RFC 7592 §2. Its registration access token
 * stays the same for as long as it lives: were there a new one with each answer, one lost answer would lose the client.
 */
@Injectable()
export class ClientConfiguration {
  constructor(
    private readonly access: RegistrationAccess,
    private readonly clients: ClientService,
    private readonly settings: RegistrationSettings,
    private readonly informer: ClientInformer,
    private readonly clock: Clock,
  ) {}

  /** RFC 7592 §2.1 @throws OAuthError */
  async read(client_id: string, asking: Asking): Promise<ClientInformation> {
    return this.told(await this.access.clientOf(client_id, asking), asking);
  }

  /**
   * All that the client may say of itself, anew; what is left out goes back to its default. RFC 7592 §2.2
   * @throws OAuthError
   */
  async replace(client_id: string, sent: unknown, asking: Asking): Promise<ClientInformation> {
    const client = await this.access.clientOf(client_id, asking);
    await this.access.bound(asking);
    return refusing(async () => {
      this.assertNames(client, sent);
      const { mode, response_types } = this.settings;
      const changed = await this.clients.change(client_id, undefined, actorOf(client, asking), (current) =>
        registeredMetadata(sent, { held: metadataOf(current), machines: mode === 'token', response_types }),
      );
      return this.told(changed.client, asking, changed.client_secret);
    });
  }

  /** RFC 7592 §2.2: `client_id` is there and the same; a `client_secret` is one that the client has. */
  private assertNames(client: Client, sent: unknown): void {
    const { client_id, client_secret }: { client_id?: unknown; client_secret?: unknown } = asObject(sent);
    const problems: Problem[] = [];
    if (client_id !== client.client_id) {
      problems.push({ field: 'client_id', problem: 'must be that of the client' });
    }
    if (client_secret !== undefined && !this.isSecretOf(client, client_secret)) {
      problems.push({
        field: 'client_secret',
        problem: 'must be left out, or as it is: it is not for you to choose',
      });
    }
    if (problems.length > 0) throw new InvalidClientMetadata(problems);
  }

  private isSecretOf(client: Client, presented: unknown): boolean {
    if (typeof presented !== 'string') return false;
    const hash = hashToken(presented);
    return validSecrets(client, this.clock.now()).some(({ secret_hash }) =>
      equalInConstantTime(secret_hash, hash),
    );
  }

  /** Only its hash is kept of the registration access token, so the client is told the one that it brought. */
  private told(client: Client, { authorization }: Asking, client_secret?: string): ClientInformation {
    const registration_access_token = parseBearer(authorization) ?? '';
    return this.informer.tell(client, { registration_access_token, client_secret });
  }
}
