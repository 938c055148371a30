import { ApiProperty, ApiPropertyOptional, PickType } from '@nestjs/swagger';
import { ClientMetadataDto } from '#libs/clients';
import { CLIENT_MEMBERS } from '../registration-members.js';

/** What a client may register of itself; anything else in the body is ignored. RFC 7591 §2 */
export class ClientRegistrationRequestDto extends PickType(ClientMetadataDto, CLIENT_MEMBERS) {}

/** RFC 7592 §2.2 */
export class ClientReplacementRequestDto extends PickType(ClientMetadataDto, CLIENT_MEMBERS) {
  @ApiProperty({ description: 'That of the client.', example: '8d9c1a37-26b1-4c6b-a7a4-2f6f6a3f1b0e' })
  client_id: string;

  @ApiPropertyOptional({ description: 'Left out, or as it is.' })
  client_secret?: string;
}

/** What is registered, without members that have no value. RFC 7591 §3.2.1, RFC 7592 §3 */
export class ClientInformationDto extends PickType(ClientMetadataDto, CLIENT_MEMBERS) {
  @ApiProperty({ example: '8d9c1a37-26b1-4c6b-a7a4-2f6f6a3f1b0e' })
  client_id: string;

  @ApiProperty({ type: 'integer', description: 'Epoch seconds.', example: 1_795_478_400 })
  client_id_issued_at: number;

  @ApiPropertyOptional({ description: 'When it was just made: it is told this once.' })
  client_secret?: string;

  @ApiPropertyOptional({ type: 'integer', description: 'With `client_secret`; 0: never.', example: 0 })
  client_secret_expires_at?: number;

  @ApiProperty({ description: 'What the client reads, replaces and deletes its registration with.' })
  registration_access_token: string;

  @ApiProperty({ format: 'uri', description: 'Where it does that.' })
  registration_client_uri: string;
}
