import { ApiProperty } from '@nestjs/swagger';

/** The form of an introspection or revocation request. RFC 7662 §2.1, RFC 7009 §2.1 */
export class TokenToLookAtDto {
  @ApiProperty({ description: 'The access token or refresh token.' })
  token: string;

  @ApiProperty({
    required: false,
    enum: ['access_token', 'refresh_token'],
    description: 'Accepted, not needed.',
  })
  token_type_hint?: string;

  @ApiProperty({ required: false, description: 'Of a public client, and with `client_secret_post`.' })
  client_id?: string;

  @ApiProperty({ required: false, description: 'With `client_secret_post`.', format: 'password' })
  client_secret?: string;

  @ApiProperty({ required: false, description: 'With `private_key_jwt`.' })
  client_assertion_type?: string;

  @ApiProperty({ required: false, description: 'With `private_key_jwt`.' })
  client_assertion?: string;
}
