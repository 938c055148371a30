import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type ClientMetadata,
  ClientMetadataDto,
  type ClientWithSecret,
  METADATA_DEFAULTS,
  metadataOf,
  REGISTRARS,
  type Registrar,
  validSecrets,
} from '#libs/clients';
import { describeLike } from '../openapi/describe-like.js';
import { Versioned } from '../preconditions/versioned.js';
import { ClientSecretDto } from './client-secret.dto.js';

/**
 * A client as administrators see it: its complete metadata, described below, and what Portico made. Never a secret, but
 * a new one.
 */
export class ClientDto extends Versioned {
  @ApiProperty({ readOnly: true, example: '8d9c1a37-26b1-4c6b-a7a4-2f6f6a3f1b0e' })
  readonly client_id: string;

  @ApiPropertyOptional({
    readOnly: true,
    description: 'The secret that was just made. It is shown this once: keep it.',
    example: 'J2uVh0ZbX1kq3mT8yLw5cRr7sNn9dPp4eFfGgHhAaBb',
  })
  readonly client_secret?: string;

  @ApiPropertyOptional({
    type: 'integer',
    readOnly: true,
    description: 'With `client_secret`: 0, for it is valid until it is retired (RFC 7591 §3.2.1).',
    example: 0,
  })
  readonly client_secret_expires_at?: number;

  @ApiProperty({
    type: [ClientSecretDto],
    readOnly: true,
    description: 'The valid ones, oldest first; two at most.',
  })
  readonly secrets: readonly ClientSecretDto[];

  @ApiProperty({
    type: String,
    enum: REGISTRARS,
    nullable: true,
    readOnly: true,
    description: 'Who created it: `registration`, if it registered itself; null: an administrator.',
    example: null,
  })
  readonly registered_by: Registrar | null;

  @ApiProperty({ type: 'integer', readOnly: true, description: 'Epoch seconds.', example: 1_795_478_400 })
  readonly created_at: number;

  @ApiProperty({ type: 'integer', readOnly: true, description: 'Epoch seconds.', example: 1_795_478_400 })
  readonly updated_at: number;

  /** @param now epoch seconds */
  static of({ client, client_secret }: ClientWithSecret, now: number): ClientDto {
    const members: ClientDto = {
      client_id: client.client_id,
      ...metadataOf(client),
      ...(client_secret !== undefined && { client_secret, client_secret_expires_at: 0 }),
      secrets: validSecrets(client, now).map(ClientSecretDto.of),
      registered_by: client.registered_by,
      created_at: client.created_at,
      updated_at: client.updated_at,
      version: client.version,
    };
    return Object.assign(new ClientDto(), members);
  }
}

describeLike(ClientMetadataDto, ClientDto, Object.keys(METADATA_DEFAULTS), (member) => ({
  required: true,
  nullable: METADATA_DEFAULTS[member as keyof ClientMetadata] === null,
}));
