import { ApiProperty } from '@nestjs/swagger';

/** One member or parameter at fault. */
export class FieldErrorDto {
  @ApiProperty({
    description: 'The member or parameter, dotted and indexed; `body` when it is the body itself.',
    example: 'redirect_uris[1]',
  })
  field: string;

  @ApiProperty({
    description: 'What is wrong with it, to be read after its name.',
    example: 'must be https, or http on localhost',
  })
  detail: string;
}

/** Why a request was refused. RFC 9457 */
export class ProblemDto {
  @ApiProperty({
    format: 'uri',
    description: 'What kind of problem it is; what a program decides by.',
    example: 'urn:portico:problem:validation_failed',
  })
  type: string;

  @ApiProperty({ description: 'The kind of problem in words.', example: 'What was sent breaks a rule' })
  title: string;

  @ApiProperty({ type: 'integer', description: 'The HTTP status.', example: 400 })
  status: number;

  @ApiProperty({
    description: 'This very problem, and what to do about it.',
    example: 'See errors: each names the member or parameter at fault.',
  })
  detail: string;

  @ApiProperty({
    format: 'uri',
    description: 'Names the request, as Portico’s log does.',
    example: 'urn:portico:request:5pXk2mTqLw0dUe1B',
  })
  instance: string;

  @ApiProperty({
    type: [FieldErrorDto],
    required: false,
    description: 'With `validation_failed`: every fault.',
  })
  errors?: readonly FieldErrorDto[];
}
