import { Body, Delete, Get, Patch, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Groups } from '#libs/accounts';
import { Issuer } from '#libs/config';
import { By } from '../access/admin.guard.js';
import type { Administrator } from '../access/administrator.js';
import { RequiresPermission } from '../access/requires-permission.js';
import { ADMIN_PATH, AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { Takes, TakesMergePatch } from '../openapi/takes.js';
import { UserId } from '../parameters/index.js';
import { GroupId } from '../policies/policy-parameters.js';
import { IfMatch } from '../preconditions/if-match.param.js';
import type { Precondition } from '../preconditions/precondition.js';
import { UserDto } from '../users/user.dto.js';
import {
  CreateGroupDto,
  GroupDto,
  GroupListDto,
  GroupPageDto,
  GroupQueryDto,
  MemberPageDto,
  MemberQueryDto,
  PatchGroupDto,
} from './group.dto.js';
import { GroupAdministration } from './group-administration.js';

const EXAMPLES = { 'A group': { name: 'Accounting', description: 'Who keeps the books.' } };
const PATCH_EXAMPLES = {
  'Rename it': { name: 'Controlling' },
  'Without a description': { description: null },
};

/** Groups of people: neither roles in applications nor administrative roles. */
@AdminController('', 'Groups')
export class GroupsController {
  constructor(
    private readonly administration: GroupAdministration,
    private readonly groups: Groups,
    private readonly issuer: Issuer,
  ) {}

  @Post('groups')
  @RequiresPermission('groups:write')
  @Operation('createGroup', 'Make a group', {
    status: 201,
    type: GroupDto,
    tagged: true,
    problems: ['name_taken'],
  })
  @Takes(CreateGroupDto, EXAMPLES)
  async create(
    @Body() given: CreateGroupDto,
    @By() by: Administrator,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GroupDto> {
    const group = GroupDto.of(await this.administration.create(given, by));
    reply.header('location', this.issuer.endpoint(`/${ADMIN_PATH}/groups/${group.id}`));
    return group;
  }

  @Get('groups')
  @RequiresPermission('groups:read')
  @Operation('listGroups', 'List groups', { type: GroupPageDto, problems: ['validation_failed'] })
  list(@Query() query: GroupQueryDto): GroupPageDto {
    const { items, ...more } = this.administration.list(query);
    return { items: items.map(GroupDto.of), ...more };
  }

  @Get('groups/:group_id')
  @RequiresPermission('groups:read')
  @Operation('getGroup', 'Read a group', { type: GroupDto, tagged: true })
  async get(@GroupId() id: string): Promise<GroupDto> {
    return GroupDto.of(await this.groups.get(id));
  }

  @Patch('groups/:group_id')
  @RequiresPermission('groups:write')
  @Operation('updateGroup', 'Change a group', { type: GroupDto, tagged: true, problems: ['name_taken'] })
  @TakesMergePatch(PatchGroupDto, PATCH_EXAMPLES)
  async patch(
    @GroupId() id: string,
    @Body() patch: PatchGroupDto,
    @IfMatch() precondition: Precondition,
    @By() by: Administrator,
  ): Promise<GroupDto> {
    return GroupDto.of(await this.administration.patch(id, patch, precondition, by));
  }

  @Delete('groups/:group_id')
  @RequiresPermission('groups:write')
  @Operation('deleteGroup', 'Delete a group', {
    status: 204,
    description: 'The people in it stay, without what its access policies allowed them.',
  })
  delete(
    @GroupId() id: string,
    @IfMatch() precondition: Precondition,
    @By() by: Administrator,
  ): Promise<void> {
    return this.administration.delete(id, precondition, by);
  }

  @Get('groups/:group_id/members')
  @RequiresPermission('groups:read')
  @Operation('listGroupMembers', 'List the people in a group', { type: MemberPageDto })
  async members(@GroupId() id: string, @Query() query: MemberQueryDto): Promise<MemberPageDto> {
    const { items, ...more } = await this.administration.membersOf(id, query);
    return { items: items.map(UserDto.of), ...more };
  }

  @Put('groups/:group_id/members/:id')
  @RequiresPermission('groups:write')
  @Operation('addGroupMember', 'Put a person into a group', { status: 204, problems: ['too_many_groups'] })
  add(@GroupId() group: string, @UserId() id: string, @By() by: Administrator): Promise<void> {
    return this.administration.add(group, id, by);
  }

  @Delete('groups/:group_id/members/:id')
  @RequiresPermission('groups:write')
  @Operation('removeGroupMember', 'Take a person out of a group', { status: 204 })
  remove(@GroupId() group: string, @UserId() id: string, @By() by: Administrator): Promise<void> {
    return this.administration.remove(group, id, by);
  }

  @Get('users/:id/groups')
  @RequiresPermission('groups:read')
  @Operation('listUserGroups', 'List the groups of a person', { type: GroupListDto })
  async ofUser(@UserId() id: string): Promise<GroupListDto> {
    return { items: (await this.administration.groupsOf(id)).map(GroupDto.of) };
  }
}
