import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { DELIVERY_STATUSES, type DeliveryStatus, type LogoutDelivery } from '#libs/logout';
import { CursorDto, PageLimit } from '../parameters/page-query.dto.js';

/** Which deliveries to list. */
export class LogoutDeliveryQueryDto extends CursorDto {
  @PageLimit({ most: 200, usual: 50 })
  limit = 50;

  @ApiPropertyOptional({ enum: DELIVERY_STATUSES, description: 'How it stands with them.' })
  @IsOptional()
  @IsIn(DELIVERY_STATUSES, { message: `must be one of ${DELIVERY_STATUSES.join(', ')}` })
  status?: DeliveryStatus;
}

/** What a client was, or is to be, told about the end of one session. Times are epoch seconds. */
export class LogoutDeliveryDto {
  @ApiProperty({ format: 'uuid', description: 'What it is retried by.' })
  readonly id: string;

  @ApiProperty({
    description: 'The session that ended, as in the ID token.',
    example: 'Ywl2GCjTQ9p1vA3aUqzqkg',
  })
  readonly sid: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Whose; a pairwise client knows them by another name. Null: no longer known.',
  })
  readonly sub: string | null;

  @ApiProperty({
    enum: DELIVERY_STATUSES,
    description:
      '`pending`: another attempt follows. `delivered`: the client answered 200 or 204. `refused`: it answered 400. ' +
      '`failed`: given up.',
  })
  readonly status: DeliveryStatus;

  @ApiProperty({ type: String, nullable: true, description: 'Why the last attempt failed, in words.' })
  readonly error: string | null;

  @ApiProperty({ type: 'integer', description: 'How many were begun.' })
  readonly attempts: number;

  @ApiProperty({ type: 'integer', description: 'The end of the session.' })
  readonly created_at: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The last attempt.' })
  readonly attempted_at: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'The next attempt, at the earliest; null: none follows.',
  })
  readonly next_attempt_at: number | null;

  @ApiProperty({ type: 'integer', description: 'No attempt begins later.' })
  readonly retry_until: number;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'When it was delivered, refused or given up.',
  })
  readonly finished_at: number | null;

  /** Never the logout token: each attempt makes its own. */
  static of(delivery: LogoutDelivery): LogoutDeliveryDto {
    const { id, sid, sub, status, attempts, created_at, attempted_at, retry_until, finished_at } = delivery;
    const next_attempt_at = status === 'pending' ? Math.ceil(delivery.due_at_ms / 1000) : null;
    const when = { created_at, attempted_at, next_attempt_at, retry_until, finished_at };
    return { id, sid, sub, status, error: delivery.last_error, attempts, ...when };
  }
}

/** One page of deliveries, newest first. */
export class LogoutDeliveryPageDto {
  @ApiProperty({ type: [LogoutDeliveryDto] })
  readonly items: readonly LogoutDeliveryDto[];

  @ApiPropertyOptional({ description: 'The `cursor` of the next page; absent on the last.' })
  readonly next_cursor?: string;
}
