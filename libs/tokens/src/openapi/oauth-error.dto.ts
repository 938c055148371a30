import { ApiProperty } from '@nestjs/swagger';

/** An error answer. RFC 6749 §5.2 */
export class OAuthErrorDto {
  @ApiProperty({
    description: 'The code of the specification; what a program decides by.',
    example: 'invalid_grant',
  })
  error: string;

  @ApiProperty({
    description: "What to change, for the client's developer.",
    example: 'code has expired',
  })
  error_description: string;

  @ApiProperty({
    required: false,
    description: 'Holds the reference by which an administrator finds out why.',
    example: 'urn:portico:refusal:K7QM2XHD',
  })
  error_uri?: string;
}
