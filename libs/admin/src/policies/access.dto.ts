import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { PolicyAssignment } from '#libs/accounts';
import { Versioned } from '../preconditions/versioned.js';

/** An access policy that was given to somebody. */
export class PolicyAssignmentDto {
  @ApiProperty({ format: 'uuid', description: 'The `id` of an access policy.' })
  readonly policy_id: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { region: 'north' },
    description: 'Each parameter that the policy declares.',
  })
  readonly parameters: object;
}

class PolicyAssignmentInputDto {
  @ApiProperty({ format: 'uuid', description: 'The `id` of an access policy.' })
  readonly policy_id: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: { region: 'north' },
    description: 'Each parameter that the policy declares.',
  })
  readonly parameters?: object;
}

/** What everybody of a group or role is to have. */
export class SharedAccessInputDto {
  @ApiProperty({ type: [PolicyAssignmentInputDto], description: 'At most 20.' })
  readonly access_policies: readonly PolicyAssignmentInputDto[];
}

/** What a client or person is to have. */
export class AccessInputDto extends SharedAccessInputDto {
  @ApiPropertyOptional({
    description:
      'Everything, whatever the policies say. Left out: false where policies are given; else it stays as it is, so ' +
      'that who had policies and has none is denied.',
  })
  readonly unrestricted?: boolean;
}

/** What everybody of a group or role may have. */
export class SharedAccessDto extends Versioned {
  @ApiProperty({ type: [PolicyAssignmentDto] })
  readonly access_policies: readonly PolicyAssignment[];

  static of(has: {
    readonly access_policies: readonly PolicyAssignment[];
    readonly version: number;
  }): SharedAccessDto {
    const { access_policies, version } = has;
    return Object.assign(new SharedAccessDto(), { access_policies, version });
  }
}

interface HasAccess {
  readonly unrestricted: boolean;
  readonly access_policies: readonly PolicyAssignment[] | null;
  readonly version: number;
}

/** What a client or person may have themselves. */
export class AccessDto extends Versioned {
  @ApiProperty({
    description: 'Everything, whatever the policies say. Without it and without policies: nothing.',
  })
  readonly unrestricted: boolean;

  @ApiProperty({
    type: [PolicyAssignmentDto],
    description: 'Their own; a person has those of their roles and groups besides.',
  })
  readonly access_policies: readonly PolicyAssignment[];

  static of({ unrestricted, access_policies, version }: HasAccess): AccessDto {
    return Object.assign(new AccessDto(), { unrestricted, access_policies: access_policies ?? [], version });
  }
}

/** A role that has, or had, access policies. */
export class RoleAccessDto extends SharedAccessDto {
  @ApiProperty({ example: 'editor' })
  readonly role: string;
}

export class RoleAccessListDto {
  @ApiProperty({ type: [RoleAccessDto] })
  readonly items: readonly RoleAccessDto[];
}
