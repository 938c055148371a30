import { Injectable } from '@nestjs/common';
import {
  type Actor,
  type Client,
  ClientNotFound,
  ClientService,
  type ClientWithSecret,
  validSecrets,
} from '#libs/clients';
import { Clock } from '#libs/clock';
import { Issuer } from '#libs/config';
import { equalInConstantTime, hashToken } from '#libs/secrets';
import { type DemoClient, demoClients } from './demo-clients.js';

const BY: Actor = { actor: 'system' };

/** What the demo is told: where its provider is, and what it is registered as there. */
export interface DemoCredentials {
  readonly issuer: string;
  readonly client_id: string;
  readonly client_secret: string;
  readonly browser_client_id: string;
}

/** Registers the demo as an administrator would, with the rules for everybody's clients; again and again if need be. */
@Injectable()
export class DemoRegistration {
  constructor(
    private readonly clients: ClientService,
    private readonly clock: Clock,
    private readonly issuer: Issuer,
  ) {}

  /**
   * @param origin the demo's own
   * @param known_secret what the demo was told before; it stays if it is still good
   */
  async register(origin: string, known_secret: string | undefined): Promise<DemoCredentials> {
    const { application, browserPage } = demoClients(origin);
    const { client, client_secret } = await this.ensure(application);
    await this.ensure(browserPage);
    return {
      issuer: this.issuer.url,
      client_id: application.client_id,
      client_secret: client_secret ?? (await this.secretOf(client, known_secret)),
      browser_client_id: browserPage.client_id,
    };
  }

  private async ensure({ client_id, client_name, required }: DemoClient): Promise<ClientWithSecret> {
    const current = await this.find(client_id);
    if (!current) return this.clients.create({ client_name, ...required }, BY, { client_id });
    if (has(current, required)) return { client: current };
    return this.clients.patch(client_id, current.version, required, BY);
  }

  private async find(client_id: string): Promise<Client | undefined> {
    try {
      return await this.clients.get(client_id);
    } catch (error) {
      if (error instanceof ClientNotFound) return undefined;
      throw error;
    }
  }

  /** Only hashes are kept, so a secret that the demo has lost is replaced, and ended. */
  private async secretOf(client: Client, known_secret: string | undefined): Promise<string> {
    const { client_id } = client;
    const valid = validSecrets(client, this.clock.now());
    if (known_secret !== undefined) {
      const known = hashToken(known_secret);
      if (valid.some(({ secret_hash }) => equalInConstantTime(secret_hash, known))) return known_secret;
    }
    // Two may be valid at once: first make room for the new one, then end the other.
    const [last, ...older] = valid.map(({ id }) => id).reverse();
    for (const id of older) await this.clients.retireSecret(client_id, id, undefined, BY);
    const { client_secret } = await this.clients.rotateSecret(client_id, undefined, BY);
    if (last !== undefined) await this.clients.retireSecret(client_id, last, undefined, BY);
    return client_secret;
  }
}

function has(client: Client, required: DemoClient['required']): boolean {
  const current: Readonly<Record<string, unknown>> = { ...client };
  return Object.entries(required).every(
    ([member, value]) => JSON.stringify(current[member]) === JSON.stringify(value),
  );
}
