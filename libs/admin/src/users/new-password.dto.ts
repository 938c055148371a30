import { ApiProperty } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '#libs/accounts';

/** A password for a person. `libs/accounts` decides whether it is good enough. */
export class NewPasswordDto {
  @ApiProperty({
    format: 'password',
    minLength: SHORTEST_PASSWORD,
    maxLength: LONGEST_PASSWORD,
    writeOnly: true,
    description: 'Any characters; not a common one, and not made of the person’s own name.',
    example: 'seven green herons',
  })
  @IsString({ message: 'must be text' })
  readonly password: string;
}
