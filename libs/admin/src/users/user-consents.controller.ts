import { Delete, Get } from '@nestjs/common';
import { Consents } from '#libs/authorization';
import { ClientRegistry } from '#libs/clients';
import { formatScope } from '#libs/protocol';
import { By } from '../access/admin.guard.js';
import type { Administrator } from '../access/administrator.js';
import { RequiresPermission } from '../access/requires-permission.js';
import { AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { ClientId, UserId } from '../parameters/index.js';
import { ProblemError } from '../problems/problem-error.js';
import { ConsentListDto } from './consent.dto.js';
import { UserAdministration } from './user-administration.js';

/** What a person agreed to give to clients. */
@AdminController('users/:id/consents', 'Users')
export class UserConsentsController {
  constructor(
    private readonly users: UserAdministration,
    private readonly consents: Consents,
    private readonly clients: ClientRegistry,
  ) {}

  @Get()
  @RequiresPermission('users:read')
  @Operation('listUserConsents', 'List what a person agreed to give to clients', { type: ConsentListDto })
  async list(@UserId() id: string): Promise<ConsentListDto> {
    await this.users.find(id);
    const items = (await this.consents.listOf(id)).map(({ scope, ...consent }) => ({
      ...consent,
      client_name: this.clients.find(consent.client_id)?.client_name ?? null,
      scope: formatScope(scope),
    }));
    return { items };
  }

  @Delete()
  @RequiresPermission('users:consents')
  @Operation('revokeUserConsents', 'Take back all that a person agreed to', {
    status: 204,
    description: 'What the clients were given ends at once, offline use too.',
  })
  async revokeAll(@UserId() id: string, @By() by: Administrator): Promise<void> {
    await this.users.findChangeable(id, by);
    for (const { client_id } of await this.consents.listOf(id)) {
      await this.consents.revoke(id, client_id, by.actor.actor);
    }
  }

  @Delete(':client_id')
  @RequiresPermission('users:consents')
  @Operation('revokeUserConsent', 'Take back what a person agreed to give one client', {
    status: 204,
    description: 'What the client was given ends at once, offline use too.',
  })
  async revoke(@UserId() id: string, @ClientId() clientId: string, @By() by: Administrator): Promise<void> {
    await this.users.findChangeable(id, by);
    if (await this.consents.revoke(id, clientId, by.actor.actor)) return;
    throw new ProblemError('not_found', 'The person gave this client nothing.');
  }
}
