import { ApiProperty } from '@nestjs/swagger';

/** What a person agreed to give a client. Times are epoch seconds. */
export class ConsentDto {
  @ApiProperty({ example: '8d9c1a37-26b1-4c6b-a7a4-2f6f6a3f1b0e' })
  readonly client_id: string;

  @ApiProperty({ type: String, nullable: true, example: 'Photo Book' })
  readonly client_name: string | null;

  @ApiProperty({ description: 'Space-separated.', example: 'openid profile' })
  readonly scope: string;

  @ApiProperty({
    type: [String],
    description: 'Claims that were asked for one by one, beside what the scope stands for.',
    example: ['birthdate'],
  })
  readonly claims: readonly string[];

  @ApiProperty({ type: 'integer' })
  readonly created_at: number;

  @ApiProperty({ type: 'integer' })
  readonly updated_at: number;
}

/** The newest first, 500 at most. */
export class ConsentListDto {
  @ApiProperty({ type: [ConsentDto] })
  readonly items: readonly ConsentDto[];
}
