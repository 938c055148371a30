import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { CLIENT_ORDERS, type ClientOrder } from '#libs/clients';
import { CursorDto, Filter, PageLimit } from '../parameters/page-query.dto.js';
import { ClientDto } from './client.dto.js';

/** Which clients to list. */
export class ClientQueryDto extends CursorDto {
  @PageLimit({ most: 200, usual: 50 })
  limit = 50;

  @Filter(255, 'Part of `client_name`; the case of ASCII letters doesn’t matter.', 'photo')
  name?: string;

  @ApiPropertyOptional({ enum: CLIENT_ORDERS, default: 'client_id', description: 'What they are sorted by.' })
  @IsOptional()
  @IsIn(CLIENT_ORDERS, { message: `must be ${CLIENT_ORDERS.join(' or ')}` })
  order?: ClientOrder;
}

/** One page of clients. */
export class ClientPageDto {
  @ApiProperty({ type: [ClientDto] })
  readonly items: readonly ClientDto[];

  @ApiPropertyOptional({ description: 'The `cursor` of the next page; absent on the last.' })
  readonly next_cursor?: string;
}
