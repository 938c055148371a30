import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CursorDto, Filter, PageLimit } from '../parameters/page-query.dto.js';
import { UserDto } from './user.dto.js';

/** Which people to list. */
export class UserQueryDto extends CursorDto {
  @PageLimit({ most: 100, usual: 50 })
  limit = 50;

  @Filter(320, 'How a name, a family name, an e-mail address or a user name begins, in any case.', 'camille')
  search?: string;
}

/** One page of people, newest first. */
export class UserPageDto {
  @ApiProperty({ type: [UserDto] })
  readonly items: readonly UserDto[];

  @ApiPropertyOptional({ description: 'The `cursor` of the next page; absent on the last.' })
  readonly next_cursor?: string;
}
