import { Delete, Get, Post } from '@nestjs/common';
import { ClientService, demandsOf, rulesWithSources, warnings } from '#libs/clients';
import { ClientSettings } from '#libs/config';
import { By } from '../access/admin.guard.js';
import type { Administrator } from '../access/administrator.js';
import { RequiresPermission } from '../access/requires-permission.js';
import { AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { ClientId } from '../parameters/index.js';
import { IfMatch } from '../preconditions/if-match.param.js';
import type { Precondition } from '../preconditions/precondition.js';
import { ClientDto } from './client.dto.js';
import { ClientAdministration } from './client-administration.js';
import { ClientRulesDto } from './client-rules.dto.js';

/** What a client may now: whether it may anything, by which rules, and the end of what it was given. */
@AdminController('clients/:client_id', 'Clients')
export class ClientStatusController {
  constructor(
    private readonly administration: ClientAdministration,
    private readonly clients: ClientService,
    private readonly settings: ClientSettings,
  ) {}

  @Post('enable')
  @RequiresPermission('clients:write')
  @Operation('enableClient', 'Enable a client', { type: ClientDto, tagged: true })
  enable(
    @ClientId() id: string,
    @IfMatch() precondition: Precondition,
    @By() by: Administrator,
  ): Promise<ClientDto> {
    return this.administration.setStatus(id, 'enabled', precondition, by);
  }

  @Post('disable')
  @RequiresPermission('clients:write')
  @Operation('disableClient', 'Disable a client', {
    type: ClientDto,
    tagged: true,
    description: 'It obtains nothing more, and what it holds no longer works, until it is enabled again.',
  })
  disable(
    @ClientId() id: string,
    @IfMatch() precondition: Precondition,
    @By() by: Administrator,
  ): Promise<ClientDto> {
    return this.administration.setStatus(id, 'disabled', precondition, by);
  }

  @Get('rules')
  @RequiresPermission('clients:read')
  @Operation('getClientRules', 'Read the rules that hold for a client, and why', { type: ClientRulesDto })
  async rules(@ClientId() id: string): Promise<ClientRulesDto> {
    const client = await this.clients.get(id);
    const rules = rulesWithSources(client, demandsOf(this.settings));
    return { rules: { ...rules }, warnings: warnings(client) };
  }

  @Delete('tokens')
  @RequiresPermission('clients:write')
  @Operation('revokeClientTokens', 'End every token that a client was given', {
    status: 204,
    description:
      'Those for people and those for itself. It may ask for new ones at once: disable it, or retire its secret, first.',
  })
  revokeTokens(@ClientId() id: string, @By() by: Administrator): Promise<void> {
    return this.administration.revokeTokens(id, by);
  }
}
