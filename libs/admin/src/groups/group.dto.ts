import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import type { Group } from '#libs/accounts';
import { CursorDto, Filter, PageLimit } from '../parameters/page-query.dto.js';
import { Versioned } from '../preconditions/versioned.js';
import { UserDto } from '../users/user.dto.js';

const NAME = { message: 'must be a text of 1 to 128 characters' };
const DESCRIPTION = { message: 'must be a text of 1 to 1000 characters, or null' };

/** What of a group can be changed. */
export class PatchGroupDto {
  @ApiPropertyOptional({ maxLength: 128, example: 'Accounting' })
  @IsOptional()
  @IsString(NAME)
  @MinLength(1, NAME)
  @MaxLength(128, NAME)
  name?: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 1000, example: 'Who keeps the books.' })
  @IsOptional()
  @IsString(DESCRIPTION)
  @MaxLength(1000, DESCRIPTION)
  description?: string | null;
}

/** A group to make. */
export class CreateGroupDto {
  @ApiProperty({ maxLength: 128, example: 'Accounting' })
  @IsString(NAME)
  @MinLength(1, NAME)
  @MaxLength(128, NAME)
  name: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 1000, example: 'Who keeps the books.' })
  @IsOptional()
  @IsString(DESCRIPTION)
  @MaxLength(1000, DESCRIPTION)
  description?: string | null;
}

/** Some people under one name. */
export class GroupDto extends Versioned {
  @ApiProperty({ format: 'uuid', readOnly: true })
  readonly id: string;

  @ApiProperty({ example: 'Accounting' })
  readonly name: string;

  @ApiProperty({ type: String, nullable: true, example: 'Who keeps the books.' })
  readonly description: string | null;

  @ApiProperty({ type: 'integer', readOnly: true, description: 'Epoch seconds.', example: 1_795_478_400 })
  readonly created_at: number;

  @ApiProperty({ type: 'integer', readOnly: true, description: 'Epoch seconds.', example: 1_795_478_400 })
  readonly updated_at: number;

  static of({ id, name, description, created_at, updated_at, version }: Group): GroupDto {
    return Object.assign(new GroupDto(), { id, name, description, created_at, updated_at, version });
  }
}

export class GroupQueryDto extends CursorDto {
  @PageLimit({ most: 200, usual: 50 })
  limit = 50;

  @Filter(128, 'Part of the name, in any case.', 'account')
  name?: string;
}

/** One page of groups, by name. */
export class GroupPageDto {
  @ApiProperty({ type: [GroupDto] })
  readonly items: readonly GroupDto[];

  @ApiPropertyOptional({ description: 'The `cursor` of the next page; absent on the last.' })
  readonly next_cursor?: string;
}

/** All groups of one person. */
export class GroupListDto {
  @ApiProperty({ type: [GroupDto] })
  readonly items: readonly GroupDto[];
}

export class MemberQueryDto extends CursorDto {
  @PageLimit({ most: 100, usual: 50 })
  limit = 50;
}

/** One page of the people in a group, by their ids. */
export class MemberPageDto {
  @ApiProperty({ type: [UserDto] })
  readonly items: readonly UserDto[];

  @ApiPropertyOptional({ description: 'The `cursor` of the next page; absent on the last.' })
  readonly next_cursor?: string;
}
