import { ApiProperty } from '@nestjs/swagger';
import type { ClientSecret } from '#libs/clients';

/** One valid secret of a client, of which only the hash is kept. */
export class ClientSecretDto {
  @ApiProperty({ format: 'uuid', description: 'What it is retired by.' })
  readonly id: string;

  @ApiProperty({ type: 'integer', description: 'Epoch seconds.', example: 1_795_478_400 })
  readonly created_at: number;

  static of({ id, created_at }: ClientSecret): ClientSecretDto {
    return { id, created_at };
  }
}

/** A secret that was just made. */
export class NewClientSecretDto extends ClientSecretDto {
  @ApiProperty({
    description: 'It is shown this once: keep it.',
    example: 'J2uVh0ZbX1kq3mT8yLw5cRr7sNn9dPp4eFfGgHhAaBb',
  })
  readonly client_secret: string;

  @ApiProperty({ type: 'integer', description: '0: valid until it is retired.', example: 0 })
  readonly client_secret_expires_at: 0;
}
