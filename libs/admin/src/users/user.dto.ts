import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ACCOUNT_RULES, type Account, type AccountFields, PatchUserDto } from '#libs/accounts';
import { describeLike } from '../openapi/describe-like.js';
import { Versioned } from '../preconditions/versioned.js';

/** What an administrator can set of a person, so all that can be shown but what Portico made. */
const FIELDS = Object.keys(ACCOUNT_RULES).filter((field) => field !== 'sub') as (keyof AccountFields)[];

/** A person as administrators see them: all that can be set, described below, and what Portico made. */
export class UserDto extends Versioned {
  @ApiProperty({ format: 'uuid', readOnly: true, description: 'What this API names the person by.' })
  readonly id: string;

  @ApiProperty({
    readOnly: true,
    description: 'What clients know the person by; never used again.',
    example: 'q3J0x2nX5S1rQd9Yk7v0hA',
  })
  readonly sub: string;

  @ApiProperty({ type: 'integer', readOnly: true, description: 'Epoch seconds.', example: 1_795_478_400 })
  readonly created_at: number;

  @ApiProperty({
    type: 'integer',
    readOnly: true,
    description: 'Epoch seconds; when the profile last changed, as in the claim.',
    example: 1_795_478_400,
  })
  readonly updated_at: number;

  static of(account: Account): UserDto {
    const { id, sub, created_at, updated_at, version } = account;
    const fields = Object.fromEntries(FIELDS.map((field) => [field, account[field]]));
    return Object.assign(new UserDto(), { id, sub, ...fields, created_at, updated_at, version });
  }
}

describeLike(PatchUserDto, UserDto, FIELDS, () => ({ required: true }));

/** A one-time link by which a person chooses their password. */
export class InvitationDto {
  @ApiProperty({
    format: 'uri',
    description:
      'Give it to the person, and to nobody else: whoever opens it sets the password. Shown this once.',
    example: 'https://id.example.com/invitation?token=J2uVh0ZbX1kq3mT8yLw5cRr7sNn9dPp4eFfGgHhAaBb',
  })
  readonly invitation_url: string;

  @ApiProperty({ type: 'integer', description: 'Epoch seconds.', example: 1_796_083_200 })
  readonly invitation_expires_at: number;
}

/** A person who was just created. */
export class CreatedUserDto extends UserDto {
  @ApiPropertyOptional({
    format: 'uri',
    description: 'With `invite`: a one-time link. It is shown this once.',
  })
  readonly invitation_url?: string;

  @ApiPropertyOptional({ type: 'integer', description: 'With `invite`: epoch seconds.' })
  readonly invitation_expires_at?: number;
}
