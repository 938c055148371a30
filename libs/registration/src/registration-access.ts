import { Injectable } from '@nestjs/common';
import { type Actor, asksForAdminScopes, type Client, ClientNotFound, ClientService } from '#libs/clients';
import { RegistrationSettings } from '#libs/config';
import { OAuthError, parseBearer } from '#libs/protocol';
import { equalInConstantTime, hashToken } from '#libs/secrets';
import { RequestBound } from '#libs/sign-in';
import { badToken, noToken } from './registration-refusal.js';

/** Who asks to register a client, or to change one. */
export interface Asking {
  /** The `Authorization` header. */
  readonly authorization: string | undefined;
  readonly ip: string;
  readonly request_id: string;
}

/** Who may register clients, and who may manage which. */
@Injectable()
export class RegistrationAccess {
  constructor(
    private readonly settings: RegistrationSettings,
    private readonly clients: ClientService,
    private readonly requests: RequestBound,
  ) {}

  /** The initial access token, where there is one; else a bound on how often. RFC 7591 §3 @throws OAuthError */
  async assertMayRegister(asking: Asking): Promise<void> {
    if (this.settings.mode === 'open') return this.bound(asking);
    const { token } = this.settings;
    const presented = presentedToken(asking);
    if (token === undefined || !equalInConstantTime(hashToken(presented), hashToken(token))) throw badToken();
  }

  /**
   * The client whose registration access token this is. RFC 7592 §2: one that is gone, or disabled, has none. A client
   * that may hold administrative scopes is an owner's to manage, however it came to be.
   * @throws OAuthError invalid_token, insufficient_scope
   */
  async clientOf(client_id: string, asking: Asking): Promise<Client> {
    const presentedHash = hashToken(presentedToken(asking));
    const client = await this.find(client_id);
    const hash = client?.registration_token_hash ?? null;
    if (hash === null || !equalInConstantTime(presentedHash, hash)) throw badToken();
    if (client === undefined || client.status !== 'enabled') throw badToken();
    if (!asksForAdminScopes(client)) return client;
    throw new OAuthError('insufficient_scope', 'this client is managed by an administrator only', {
      rule: 'registration.administrative_client',
    });
  }

  /** Where registration is open, how often one network may register and change. @throws OAuthError */
  async bound({ ip }: Asking): Promise<void> {
    if (this.settings.mode !== 'open') return;
    const { limit: most } = this.settings;
    await this.requests.count({ subject: 'client registration', most, ip, rule: 'registration.limit' });
  }

  private async find(client_id: string): Promise<Client | undefined> {
    try {
      return await this.clients.get(client_id);
    } catch (error) {
      if (error instanceof ClientNotFound) return undefined;
      throw error;
    }
  }
}

/** RFC 6750 §2.1 @throws OAuthError */
function presentedToken({ authorization }: Asking): string {
  if (authorization === undefined) throw noToken();
  const token = parseBearer(authorization);
  if (token === undefined) throw badToken();
  return token;
}

/** A client that manages itself, for the audit trail. */
export function actorOf({ client_id }: Client, { ip, request_id }: Asking): Actor {
  return { actor: `client:${client_id}`, ip, request_id };
}
