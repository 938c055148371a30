import { Body, Get, Put } from '@nestjs/common';
import { Groups, type RoleAccess, RoleAccessRegistry } from '#libs/accounts';
import { SharedAccess } from '#libs/policies';
import { By } from '../access/admin.guard.js';
import type { Administrator } from '../access/administrator.js';
import { RequiresPermission } from '../access/requires-permission.js';
import { AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { Takes } from '../openapi/takes.js';
import { IfMatch } from '../preconditions/if-match.param.js';
import type { Precondition } from '../preconditions/precondition.js';
import { RoleAccessDto, RoleAccessListDto, SharedAccessDto, SharedAccessInputDto } from './access.dto.js';
import { SHARED_ACCESS_EXAMPLES } from './access-examples.js';
import { GroupId, RoleName } from './policy-parameters.js';

const RESTRICTS = 'Whoever is, or comes, among them is no longer unrestricted, even after leaving.';

/** The access policies that everybody of a group, or with a role, has. */
@AdminController('', 'Access policies')
export class SharedAccessController {
  constructor(
    private readonly access: SharedAccess,
    private readonly groups: Groups,
    private readonly roles: RoleAccessRegistry,
  ) {}

  @Get('groups/:group_id/access')
  @RequiresPermission('policies:read')
  @Operation('getGroupAccess', 'See what the people of a group may have', {
    type: SharedAccessDto,
    tagged: true,
  })
  async ofGroup(@GroupId() id: string): Promise<SharedAccessDto> {
    return SharedAccessDto.of(await this.groups.get(id));
  }

  @Put('groups/:group_id/access')
  @RequiresPermission('policies:write')
  @Operation('setGroupAccess', 'Say what the people of a group may have', {
    type: SharedAccessDto,
    tagged: true,
    description: RESTRICTS,
  })
  @Takes(SharedAccessInputDto, SHARED_ACCESS_EXAMPLES)
  setOfGroup(
    @GroupId() id: string,
    @Body() sent: unknown,
    @IfMatch() precondition: Precondition,
    @By() by: Administrator,
  ): Promise<SharedAccessDto> {
    return precondition.change(async () => {
      const group = await this.groups.get(id);
      precondition.assertAdmits(group.version);
      return SharedAccessDto.of(await this.access.ofGroup(group, sent, by.actor));
    });
  }

  @Get('roles')
  @RequiresPermission('policies:read')
  @Operation('listRoleAccess', 'List the roles that have access policies', { type: RoleAccessListDto })
  list(): RoleAccessListDto {
    const having = this.roles.all().filter(({ access_policies }) => access_policies.length > 0);
    return { items: having.map(shown).sort((one, other) => (one.role < other.role ? -1 : 1)) };
  }

  @Get('roles/:role/access')
  @RequiresPermission('policies:read')
  @Operation('getRoleAccess', 'See what the people with a role may have', {
    type: RoleAccessDto,
    tagged: true,
  })
  async ofRole(@RoleName() role: string): Promise<RoleAccessDto> {
    return shown(await this.roles.get(role));
  }

  @Put('roles/:role/access')
  @RequiresPermission('policies:write')
  @Operation('setRoleAccess', 'Say what the people with a role may have', {
    type: RoleAccessDto,
    tagged: true,
    description: RESTRICTS,
  })
  @Takes(SharedAccessInputDto, SHARED_ACCESS_EXAMPLES)
  setOfRole(
    @RoleName() role: string,
    @Body() sent: unknown,
    @IfMatch() precondition: Precondition,
    @By() by: Administrator,
  ): Promise<RoleAccessDto> {
    return precondition.change(async () => {
      const before = await this.roles.get(role);
      precondition.assertAdmits(before.version);
      return shown(await this.access.ofRole(before, sent, by.actor));
    });
  }
}

function shown({ role, access_policies, version }: RoleAccess): RoleAccessDto {
  return Object.assign(new RoleAccessDto(), { role, access_policies, version });
}
