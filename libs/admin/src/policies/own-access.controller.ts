import { Body, Get, Put } from '@nestjs/common';
import { ClientService } from '#libs/clients';
import { OwnAccess } from '#libs/policies';
import { By } from '../access/admin.guard.js';
import type { Administrator } from '../access/administrator.js';
import { RequiresPermission } from '../access/requires-permission.js';
import { AdminController } from '../admin-controller.js';
import { ClientAdministration } from '../clients/client-administration.js';
import { Operation } from '../openapi/describe-operation.js';
import { Takes } from '../openapi/takes.js';
import { ClientId, UserId } from '../parameters/index.js';
import { IfMatch } from '../preconditions/if-match.param.js';
import type { Precondition } from '../preconditions/precondition.js';
import { UserAdministration } from '../users/user-administration.js';
import { AccessDto, AccessInputDto } from './access.dto.js';
import { ACCESS_EXAMPLES } from './access-examples.js';

/** The access policies that clients and people have themselves. */
@AdminController('', 'Access policies')
export class OwnAccessController {
  constructor(
    private readonly access: OwnAccess,
    private readonly clients: ClientService,
    private readonly clientAdministration: ClientAdministration,
    private readonly users: UserAdministration,
  ) {}

  @Get('clients/:client_id/access')
  @RequiresPermission('policies:read')
  @Operation('getClientAccess', 'See what a client may have', { type: AccessDto, tagged: true })
  async ofClient(@ClientId() id: string): Promise<AccessDto> {
    return AccessDto.of(await this.clients.get(id));
  }

  @Put('clients/:client_id/access')
  @RequiresPermission('policies:write')
  @Operation('setClientAccess', 'Say what a client may have', {
    type: AccessDto,
    tagged: true,
    description:
      'Holds for the next request of the client; access tokens that it has live on until they expire.',
  })
  @Takes(AccessInputDto, ACCESS_EXAMPLES)
  setOfClient(
    @ClientId() id: string,
    @Body() sent: unknown,
    @IfMatch() precondition: Precondition,
    @By() by: Administrator,
  ): Promise<AccessDto> {
    return this.clientAdministration.change(id, precondition, by, async (client) =>
      AccessDto.of(await this.access.ofClient(client, sent, by.actor)),
    );
  }

  @Get('users/:id/access')
  @RequiresPermission('policies:read')
  @Operation('getUserAccess', 'See what a person may have', { type: AccessDto, tagged: true })
  async ofUser(@UserId() id: string): Promise<AccessDto> {
    return AccessDto.of(await this.users.find(id));
  }

  @Put('users/:id/access')
  @RequiresPermission('policies:write')
  @Operation('setUserAccess', 'Say what a person may have', {
    type: AccessDto,
    tagged: true,
    description: 'Holds for the next request; access tokens that clients have live on until they expire.',
  })
  @Takes(AccessInputDto, ACCESS_EXAMPLES)
  setOfUser(
    @UserId() id: string,
    @Body() sent: unknown,
    @IfMatch() precondition: Precondition,
    @By() by: Administrator,
  ): Promise<AccessDto> {
    return precondition.change(async () => {
      const account = await this.users.findChangeable(id, by);
      precondition.assertAdmits(account.version);
      return AccessDto.of(await this.access.ofPerson(account, sent, by.actor));
    });
  }
}
