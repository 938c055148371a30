import { ApiPropertyOptional } from '@nestjs/swagger';
import { ClientMetadataDto, METADATA_DEFAULTS } from '#libs/clients';
import { describeLike } from '../openapi/describe-like.js';

/** The metadata that is sent: null means the default, with each member. `libs/clients` checks it. */
export class ClientInputDto {}

describeLike(ClientMetadataDto, ClientInputDto, Object.keys(METADATA_DEFAULTS), () => ({
  required: false,
  nullable: true,
}));

/** A client to register. */
export class CreateClientDto extends ClientInputDto {
  @ApiPropertyOptional({
    description: 'Only to take a client over from another provider; random otherwise.',
    minLength: 1,
    maxLength: 128,
    pattern: '^[\\x21-\\x7e]+$',
    example: '8d9c1a37-26b1-4c6b-a7a4-2f6f6a3f1b0e',
  })
  client_id?: string;
}
