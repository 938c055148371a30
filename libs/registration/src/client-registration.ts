import { Injectable } from '@nestjs/common';
import { ClientService } from '#libs/clients';
import { RegistrationSettings } from '#libs/config';
import { hashToken, randomToken } from '#libs/secrets';
import { type ClientInformation, ClientInformer } from './client-information.js';
import { registeredMetadata } from './registered-metadata.js';
import { type Asking, RegistrationAccess } from './registration-access.js';
import { refusing } from './registration-refusal.js';

/** RFC 7591 §3, OpenID Connect Dynamic Client Registration 1.0 §3 */
@Injectable()
export class ClientRegistration {
  constructor(
    private readonly access: RegistrationAccess,
    private readonly clients: ClientService,
    private readonly settings: RegistrationSettings,
    private readonly informer: ClientInformer,
  ) {}

  /** @throws OAuthError */
  async register(sent: unknown, asking: Asking): Promise<ClientInformation> {
    await this.access.assertMayRegister(asking);
    const { ip, request_id } = asking;
    const registration_access_token = randomToken();
    const { client, client_secret } = await refusing(() =>
      this.clients.create(
        registeredMetadata(sent, {
          held: { profile: this.settings.profile },
          machines: this.settings.mode === 'token',
          response_types: this.settings.response_types,
        }),
        { actor: 'registration', ip, request_id },
        { registration_token_hash: hashToken(registration_access_token) },
      ),
    );
    return this.informer.tell(client, { registration_access_token, client_secret });
  }
}
