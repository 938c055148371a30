import { Injectable } from '@nestjs/common';
import { Consents } from '#libs/authorization';
import { ClientService } from '#libs/clients';
import { Grants } from '#libs/tokens';
import { type Asking, actorOf, RegistrationAccess } from './registration-access.js';
import { refusing } from './registration-refusal.js';

/** How a client that registered itself goes. RFC 7592 §2.3 */
@Injectable()
export class ClientRemoval {
  constructor(
    private readonly access: RegistrationAccess,
    private readonly clients: ClientService,
    private readonly grants: Grants,
    private readonly consents: Consents,
  ) {}

  /** What people gave it ends with it, and so does what they agreed to. @throws OAuthError */
  async remove(client_id: string, asking: Asking): Promise<void> {
    const client = await this.access.clientOf(client_id, asking);
    await refusing(() => this.clients.delete(client_id, undefined, actorOf(client, asking)));
    await this.grants.revokeOf({ client_id });
    await this.consents.forgetClient(client_id);
  }
}
