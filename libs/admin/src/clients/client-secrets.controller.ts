import { Delete, Post } from '@nestjs/common';
import { ClientService } from '#libs/clients';
import { hashToken } from '#libs/secrets';
import { By } from '../access/admin.guard.js';
import type { Administrator } from '../access/administrator.js';
import { RequiresPermission } from '../access/requires-permission.js';
import { AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { ClientId, SecretId } from '../parameters/index.js';
import { IfMatch } from '../preconditions/if-match.param.js';
import type { Precondition } from '../preconditions/precondition.js';
import { ClientAdministration } from './client-administration.js';
import { ClientSecretDto, NewClientSecretDto } from './client-secret.dto.js';

/** The secrets of a client: two may be valid at once, so that a rotation needs no outage. */
@AdminController('clients/:client_id/secrets', 'Clients')
export class ClientSecretsController {
  constructor(
    private readonly administration: ClientAdministration,
    private readonly clients: ClientService,
  ) {}

  @Post()
  @RequiresPermission('clients:secrets')
  @Operation('rotateClientSecret', 'Give a client a second secret', {
    status: 201,
    type: NewClientSecretDto,
    description: 'The old one stays valid until it is retired.',
    problems: ['two_secrets', 'no_secret_method'],
  })
  rotate(
    @ClientId() id: string,
    @IfMatch() precondition: Precondition,
    @By() by: Administrator,
  ): Promise<NewClientSecretDto> {
    return this.administration.change(id, precondition, by, async ({ version }) => {
      const { client, client_secret } = await this.clients.rotateSecret(id, version, by.actor);
      const hash = hashToken(client_secret);
      const secret = client.secrets.find(({ secret_hash }) => secret_hash === hash);
      if (!secret) throw new Error('the new secret is not among those of the client');
      return { ...ClientSecretDto.of(secret), client_secret, client_secret_expires_at: 0 };
    });
  }

  @Delete(':secret_id')
  @RequiresPermission('clients:secrets')
  @Operation('retireClientSecret', 'End one of a client’s two secrets', {
    status: 204,
    description: 'At once. Tokens that were obtained with it live on: see `revokeClientTokens`.',
    problems: ['last_secret'],
  })
  async retire(
    @ClientId() id: string,
    @SecretId() secretId: string,
    @IfMatch() precondition: Precondition,
    @By() by: Administrator,
  ): Promise<void> {
    await this.administration.change(id, precondition, by, ({ version }) =>
      this.clients.retireSecret(id, secretId, version, by.actor),
    );
  }
}
