import { Get } from '@nestjs/common';
import { type AccessToken, BearerToken } from '#libs/tokens';
import { AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { By } from './admin.guard.js';
import type { Administrator } from './administrator.js';
import { MeDto } from './me.dto.js';
import { RequiresPermission } from './requires-permission.js';

/** Who asks, for programs that show only what they may do. */
@AdminController('me', 'Administrators')
export class MeController {
  @Get()
  @RequiresPermission('self:read')
  @Operation('getMe', 'Find out who you are here, and what you may do', { type: MeDto })
  get(@By() by: Administrator, @BearerToken() { account }: AccessToken): MeDto {
    return {
      actor: by.actor.actor,
      user_id: account?.id ?? null,
      name: account?.name ?? account?.email ?? null,
      role: account?.admin_role ?? null,
      permissions: [...by.permissions],
    };
  }
}
