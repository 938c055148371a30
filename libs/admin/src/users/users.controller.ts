import { Body, Delete, Get, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Accounts, CreateUserDto, PatchUserDto } from '#libs/accounts';
import { Issuer } from '#libs/config';
import { By } from '../access/admin.guard.js';
import type { Administrator } from '../access/administrator.js';
import { RequiresPermission } from '../access/requires-permission.js';
import { ADMIN_PATH, AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { Takes, TakesMergePatch } from '../openapi/takes.js';
import { UserId } from '../parameters/index.js';
import { IfMatch } from '../preconditions/if-match.param.js';
import type { Precondition } from '../preconditions/precondition.js';
import { CreatedUserDto, UserDto } from './user.dto.js';
import { UserAdministration } from './user-administration.js';
import { UserCreation } from './user-creation.js';
import { USER_EXAMPLES, USER_PATCH_EXAMPLES } from './user-examples.js';
import { UserPageDto, UserQueryDto } from './user-page.dto.js';

/** People, under the names of OpenID Connect Core 1.0 §5.1. */
@AdminController('users', 'Users')
export class UsersController {
  constructor(
    private readonly creation: UserCreation,
    private readonly administration: UserAdministration,
    private readonly accounts: Accounts,
    private readonly issuer: Issuer,
  ) {}

  @Post()
  @RequiresPermission('users:write')
  @Operation('createUser', 'Add a person', {
    status: 201,
    type: CreatedUserDto,
    tagged: true,
    description:
      'With `password`, or with `invite` for a one-time link by which they choose one; with neither they can’t sign in yet.',
    problems: ['sign_in_name_taken', 'subject_taken'],
  })
  @Takes(CreateUserDto, USER_EXAMPLES)
  async create(
    @Body() given: CreateUserDto,
    @By() by: Administrator,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedUserDto> {
    const user = await this.creation.create(given, by);
    reply.header('location', this.issuer.endpoint(`/${ADMIN_PATH}/users/${user.id}`));
    return user;
  }

  @Get()
  @RequiresPermission('users:read')
  @Operation('listUsers', 'List people, or search them', {
    type: UserPageDto,
    problems: ['validation_failed'],
  })
  async list(@Query() query: UserQueryDto): Promise<UserPageDto> {
    const { accounts, next_cursor } = await this.accounts.list(query);
    return { items: accounts.map(UserDto.of), ...(next_cursor !== undefined && { next_cursor }) };
  }

  @Get(':id')
  @RequiresPermission('users:read')
  @Operation('getUser', 'Read a person', { type: UserDto, tagged: true })
  async get(@UserId() id: string): Promise<UserDto> {
    return UserDto.of(await this.administration.find(id));
  }

  @Patch(':id')
  @RequiresPermission('users:write')
  @Operation('updateUser', 'Change a person', {
    type: UserDto,
    tagged: true,
    description:
      'A JSON merge patch (RFC 7396): null removes a claim, and within `address` and `custom_attributes` one member.',
    problems: ['sign_in_name_taken', 'last_owner'],
  })
  @TakesMergePatch(PatchUserDto, USER_PATCH_EXAMPLES)
  async patch(
    @UserId() id: string,
    @Body() patch: object,
    @IfMatch() precondition: Precondition,
    @By() by: Administrator,
  ): Promise<UserDto> {
    return UserDto.of(await this.administration.patch(id, patch, precondition, by));
  }

  @Delete(':id')
  @RequiresPermission('users:delete')
  @Operation('deleteUser', 'Delete a person', {
    status: 204,
    description:
      'Profile, password, sessions, consents and tokens are erased; of the person remains that their `sub` was used.',
    problems: ['last_owner'],
  })
  delete(
    @UserId() id: string,
    @IfMatch() precondition: Precondition,
    @By() by: Administrator,
  ): Promise<void> {
    return this.administration.delete(id, precondition, by);
  }

  @Post(':id/enable')
  @RequiresPermission('users:write')
  @Operation('enableUser', 'Let a person in again', { type: UserDto, tagged: true })
  async enable(
    @UserId() id: string,
    @IfMatch() precondition: Precondition,
    @By() by: Administrator,
  ): Promise<UserDto> {
    return UserDto.of(await this.administration.setStatus(id, 'enabled', precondition, by));
  }

  @Post(':id/disable')
  @RequiresPermission('users:write')
  @Operation('disableUser', 'Let a person in no more', {
    type: UserDto,
    tagged: true,
    description:
      'Their sessions end, of which clients are told. What clients hold for offline use no longer works, until the person is enabled again.',
    problems: ['last_owner'],
  })
  async disable(
    @UserId() id: string,
    @IfMatch() precondition: Precondition,
    @By() by: Administrator,
  ): Promise<UserDto> {
    return UserDto.of(await this.administration.setStatus(id, 'disabled', precondition, by));
  }
}
