import { ApiProperty } from '@nestjs/swagger';

/** What an answer is when it is one administered row: it carries the row's ETag. */
export abstract class Versioned {
  @ApiProperty({
    type: 'integer',
    readOnly: true,
    description: 'Grows with each change. The ETag is this number in quotes.',
    example: 3,
  })
  readonly version: number;
}
