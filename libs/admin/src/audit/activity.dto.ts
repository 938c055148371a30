import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { ActivityBucket, ActivityReport, RefusalReason } from '#libs/audit';

/** As long as refusals are kept. */
const MOST_HOURS = 14 * 24;
const PROBLEM = { message: `must be a whole number from 1 to ${MOST_HOURS}` };

/** How far to look back. */
export class ActivityQueryDto {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_HOURS, default: 24 })
  @IsOptional()
  @Transform(({ value }) => (typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value))
  @IsInt(PROBLEM)
  @Min(1, PROBLEM)
  @Max(MOST_HOURS, PROBLEM)
  hours = 24;
}

const count = (description: string) => ({ type: 'integer', description, example: 12 }) as const;

/** What happened in one hour or one day (UTC). */
export class ActivityBucketDto implements ActivityBucket {
  @ApiProperty({
    type: 'integer',
    description: 'Where it begins: epoch milliseconds.',
    example: 1_795_478_400_000,
  })
  readonly at_ms: number;

  @ApiProperty(count('How many sign-ins succeeded.'))
  readonly sign_ins: number;

  @ApiProperty(count('How many sign-ins failed: a wrong password, or too many attempts.'))
  readonly sign_ins_failed: number;

  @ApiProperty(count('How many requests were refused with a reference; under a flood, a sample.'))
  readonly refusals: number;
}

/** How often one rule refused one client's requests. */
export class RefusalReasonDto implements RefusalReason {
  @ApiProperty({ example: 'invalid_request' })
  readonly error: string;

  @ApiProperty({ type: String, nullable: true, example: 'redirect_uri.exact_match' })
  readonly rule: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The client that asked, when it was known.' })
  readonly client_id: string | null;

  @ApiProperty(count('How often.'))
  readonly count: number;

  @ApiProperty({ type: 'integer', description: 'When last: epoch milliseconds.', example: 1_795_478_400_123 })
  readonly last_at_ms: number;
}

/** Sign-ins and refusals over time. */
export class ActivityDto implements ActivityReport {
  @ApiProperty({
    type: 'integer',
    description: 'An hour, or a day where one looks further back than 72 hours.',
  })
  readonly bucket_ms: number;

  @ApiProperty({
    type: [ActivityBucketDto],
    description: 'Oldest first; quiet ones too; the last is not over yet.',
  })
  readonly items: readonly ActivityBucketDto[];

  @ApiProperty({ type: [RefusalReasonDto], description: 'The most frequent first.' })
  readonly reasons: readonly RefusalReasonDto[];
}
