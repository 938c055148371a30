import { Body, Delete, Get, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Issuer } from '#libs/config';
import { AccessPolicies, PolicyUsersRepository, readPolicy } from '#libs/policies';
import { By } from '../access/admin.guard.js';
import type { Administrator } from '../access/administrator.js';
import { RequiresPermission } from '../access/requires-permission.js';
import { ADMIN_PATH, AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { Takes } from '../openapi/takes.js';
import { IfMatch } from '../preconditions/if-match.param.js';
import type { Precondition } from '../preconditions/precondition.js';
import {
  AccessPolicyDto,
  AccessPolicyPageDto,
  AccessPolicyQueryDto,
  AccessPolicyVersionDto,
  AccessPolicyVersionPageDto,
  PolicyUsersDto,
  VersionQueryDto,
} from './policy.dto.js';
import { PolicyAdministration } from './policy-administration.js';
import { AccessPolicyInputDto } from './policy-document.dto.js';
import { POLICY_EXAMPLES } from './policy-examples.js';
import { PolicyId } from './policy-parameters.js';

/** Of each kind. */
const MOST_USERS = 100;

/** Access policies: what clients and people may have. */
@AdminController('access-policies', 'Access policies')
export class PoliciesController {
  constructor(
    private readonly administration: PolicyAdministration,
    private readonly policies: AccessPolicies,
    private readonly users: PolicyUsersRepository,
    private readonly issuer: Issuer,
  ) {}

  @Post()
  @RequiresPermission('policies:write')
  @Operation('createAccessPolicy', 'Write an access policy', {
    status: 201,
    type: AccessPolicyDto,
    tagged: true,
    description: 'It counts for nobody until it is given to a client, a person, a role or a group.',
    problems: ['name_taken'],
  })
  @Takes(AccessPolicyInputDto, POLICY_EXAMPLES)
  async create(
    @Body() sent: unknown,
    @By() by: Administrator,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccessPolicyDto> {
    const policy = AccessPolicyDto.of(await this.policies.create(sent, by.actor));
    reply.header('location', this.issuer.endpoint(`/${ADMIN_PATH}/access-policies/${policy.id}`));
    return policy;
  }

  @Get()
  @RequiresPermission('policies:read')
  @Operation('listAccessPolicies', 'List access policies', {
    type: AccessPolicyPageDto,
    problems: ['validation_failed'],
  })
  list(@Query() query: AccessPolicyQueryDto): AccessPolicyPageDto {
    const { items, ...more } = this.administration.list(query);
    return { items: items.map(AccessPolicyDto.of), ...more };
  }

  @Post('check')
  @RequiresPermission('policies:write')
  @Operation('checkAccessPolicy', 'Check an access policy without storing it', {
    status: 204,
    description: 'For editors: `errors` point to each member at fault, by JSON pointers (RFC 6901).',
  })
  @Takes(AccessPolicyInputDto, POLICY_EXAMPLES)
  check(@Body() sent: unknown): void {
    readPolicy(sent);
  }

  @Get(':policy_id')
  @RequiresPermission('policies:read')
  @Operation('getAccessPolicy', 'Read an access policy', { type: AccessPolicyDto, tagged: true })
  async get(@PolicyId() id: string): Promise<AccessPolicyDto> {
    return AccessPolicyDto.of(await this.policies.get(id));
  }

  @Put(':policy_id')
  @RequiresPermission('policies:write')
  @Operation('replaceAccessPolicy', 'Replace an access policy', {
    type: AccessPolicyDto,
    tagged: true,
    description: 'In force on every process within a second; what it was is kept as a version.',
    problems: ['name_taken'],
  })
  @Takes(AccessPolicyInputDto, POLICY_EXAMPLES)
  async replace(
    @PolicyId() id: string,
    @Body() sent: unknown,
    @IfMatch({ required: true }) precondition: Precondition,
    @By() by: Administrator,
  ): Promise<AccessPolicyDto> {
    return AccessPolicyDto.of(await this.administration.replace(id, sent, precondition, by));
  }

  @Delete(':policy_id')
  @RequiresPermission('policies:write')
  @Operation('deleteAccessPolicy', 'Delete an access policy', {
    status: 204,
    description: 'Only one that nobody has: the refusal says who does.',
    problems: ['policy_in_use'],
  })
  delete(
    @PolicyId() id: string,
    @IfMatch() precondition: Precondition,
    @By() by: Administrator,
  ): Promise<void> {
    return this.administration.delete(id, precondition, by);
  }

  @Get(':policy_id/versions')
  @RequiresPermission('policies:read')
  @Operation('listAccessPolicyVersions', 'Read what an access policy was', {
    type: AccessPolicyVersionPageDto,
    description: 'Newest first, the present one too. Of a policy that was deleted as well.',
  })
  async versions(
    @PolicyId() id: string,
    @Query() { cursor, limit }: VersionQueryDto,
  ): Promise<AccessPolicyVersionPageDto> {
    const { items, ...more } = await this.administration.versions(id, cursor, limit);
    return { items: items.map(AccessPolicyVersionDto.of), ...more };
  }

  @Get(':policy_id/assignments')
  @RequiresPermission('policies:read')
  @Operation('listAccessPolicyAssignments', 'See who has an access policy', { type: PolicyUsersDto })
  async assignments(@PolicyId() id: string): Promise<PolicyUsersDto> {
    await this.policies.get(id);
    return { items: await this.users.find(id, MOST_USERS) };
  }
}
