import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { PolicyUser, PolicyVersion, StoredPolicy } from '#libs/policies';
import { describeLike } from '../openapi/describe-like.js';
import { CursorDto, Filter, PageLimit } from '../parameters/page-query.dto.js';
import { Versioned } from '../preconditions/versioned.js';
import { AccessPolicyInputDto } from './policy-document.dto.js';

const MEMBERS = ['name', 'description', 'parameters', 'entry', 'rules'] as const;
const SECONDS = {
  type: 'integer',
  readOnly: true,
  description: 'Epoch seconds.',
  example: 1_795_478_400,
} as const;

/** An access policy: what was written, with every default, and what Portico made. */
export class AccessPolicyDto extends Versioned {
  @ApiProperty({ format: 'uuid', readOnly: true })
  readonly id: string;

  @ApiProperty(SECONDS)
  readonly created_at: number;

  @ApiProperty(SECONDS)
  readonly updated_at: number;

  static of({ id, document, created_at, updated_at, version }: StoredPolicy): AccessPolicyDto {
    return Object.assign(new AccessPolicyDto(), { id, ...document, created_at, updated_at, version });
  }
}

describeLike(AccessPolicyInputDto, AccessPolicyDto, MEMBERS, (member) => ({
  required: true,
  nullable: member === 'description',
}));

export class AccessPolicyQueryDto extends CursorDto {
  @PageLimit({ most: 200, usual: 50 })
  limit = 50;

  @Filter(128, 'Part of the name, in any case.', 'invoices')
  name?: string;
}

/** One page of policies, by name. */
export class AccessPolicyPageDto {
  @ApiProperty({ type: [AccessPolicyDto] })
  readonly items: readonly AccessPolicyDto[];

  @ApiPropertyOptional({ description: 'The `cursor` of the next page; absent on the last.' })
  readonly next_cursor?: string;
}

/** A policy as it was at one version. */
export class AccessPolicyVersionDto {
  @ApiProperty({ type: 'integer' })
  readonly version: number;

  @ApiProperty({ ...SECONDS, description: 'Epoch seconds: when it was written.' })
  readonly created_at: number;

  @ApiProperty({ description: 'Who wrote it, as in the audit trail.', example: 'client:management' })
  readonly actor: string;

  @ApiProperty({ type: AccessPolicyInputDto, description: 'To go back to it, replace the policy by this.' })
  readonly policy: object;

  static of({ version, created_at, actor, document }: PolicyVersion): AccessPolicyVersionDto {
    return { version, created_at, actor, policy: document };
  }
}

export class VersionQueryDto extends CursorDto {
  @PageLimit({ most: 100, usual: 20 })
  limit = 20;
}

/** One page of versions, newest first. */
export class AccessPolicyVersionPageDto {
  @ApiProperty({ type: [AccessPolicyVersionDto] })
  readonly items: readonly AccessPolicyVersionDto[];

  @ApiPropertyOptional({ description: 'The `cursor` of the next page; absent on the last.' })
  readonly next_cursor?: string;
}

/** Somebody, or something, that was given a policy. */
export class PolicyUserDto {
  @ApiProperty({ enum: ['client', 'group', 'role', 'person'] })
  readonly kind: PolicyUser['kind'];

  @ApiProperty({ description: 'The `client_id`, the name of the role, or the id.' })
  readonly id: string;
}

export class PolicyUsersDto {
  @ApiProperty({ type: [PolicyUserDto], description: 'At most 100 of each kind.' })
  readonly items: readonly PolicyUserDto[];
}
