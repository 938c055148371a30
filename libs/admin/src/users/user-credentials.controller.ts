import { Body, Post, Put } from '@nestjs/common';
import { By } from '../access/admin.guard.js';
import type { Administrator } from '../access/administrator.js';
import { RequiresPermission } from '../access/requires-permission.js';
import { AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { Takes } from '../openapi/takes.js';
import { UserId } from '../parameters/index.js';
import { NewPasswordDto } from './new-password.dto.js';
import { InvitationDto } from './user.dto.js';
import { UserInvitations } from './user-invitations.js';
import { UserPasswords } from './user-passwords.js';

/** What a person signs in with. */
@AdminController('users/:id', 'Users')
export class UserCredentialsController {
  constructor(
    private readonly passwords: UserPasswords,
    private readonly invitations: UserInvitations,
  ) {}

  @Put('password')
  @RequiresPermission('users:credentials')
  @Operation('setUserPassword', 'Set a person’s password', {
    status: 204,
    description:
      'Their sessions end, and so does all that clients got for them, offline use (`offline_access`) too: whoever knew ' +
      'the old password keeps nothing. Open invitations end as well.',
  })
  @Takes(NewPasswordDto, { 'A phrase': { password: 'seven green herons' } })
  setPassword(
    @UserId() id: string,
    @Body() { password }: NewPasswordDto,
    @By() by: Administrator,
  ): Promise<void> {
    return this.passwords.set(id, password, by);
  }

  @Post('invitation')
  @RequiresPermission('users:credentials')
  @Operation('inviteUser', 'Make a one-time link by which a person chooses a password', {
    status: 201,
    type: InvitationDto,
    description: 'Good once, for a week. Links that were made before end.',
  })
  invite(@UserId() id: string, @By() by: Administrator): Promise<InvitationDto> {
    return this.invitations.invite(id, by);
  }
}
