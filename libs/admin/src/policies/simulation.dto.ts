import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsInt,
  IsIP,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Decision, EntryVerdict, Permission } from '#libs/policies';

const TEXT = { message: 'must be a text of 1 to 128 characters' };
const SECOND = { message: 'must be epoch seconds' };
const FREE = { type: 'object', additionalProperties: true } as const;

/** A resource that somebody might want. */
export class SimulatedResourceDto {
  @ApiProperty({ example: 'invoice' })
  @IsString(TEXT)
  @Length(1, 128, TEXT)
  type: string;

  @ApiPropertyOptional({ example: '4711' })
  @IsOptional()
  @IsString({ message: 'must be a text' })
  @MaxLength(1000, { message: 'must be a text of at most 1000 characters' })
  id?: string;

  @ApiPropertyOptional({ ...FREE, example: { region: 'north' }, description: 'Its attributes.' })
  @IsOptional()
  @IsObject({ message: 'must be an object' })
  properties?: Record<string, unknown>;
}

/** Who asks for what, when and from where. */
export class SimulationInputDto {
  @ApiProperty({ example: '8d9c1a37-26b1-4c6b-a7a4-2f6f6a3f1b0e' })
  @IsString(TEXT)
  @Length(1, 128, TEXT)
  client_id: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Left out: the client acts for itself.' })
  @IsOptional()
  @IsUUID('all', { message: 'must be a UUID' })
  user_id?: string;

  @ApiPropertyOptional({
    description: '`authorization_code` for a person, else `client_credentials`, unless told.',
  })
  @IsOptional()
  @IsString(TEXT)
  @Length(1, 128, TEXT)
  grant_type?: string;

  @ApiPropertyOptional({ example: 'openid permissions', description: 'Left out: the client’s default.' })
  @IsOptional()
  @IsString({ message: 'must be a text' })
  @MaxLength(4000, { message: 'must be a text of at most 4000 characters' })
  scope?: string;

  @ApiPropertyOptional({ type: SimulatedResourceDto, description: 'With `action`: may it be done?' })
  @IsOptional()
  @IsObject({ message: 'must be an object' })
  @ValidateNested()
  @Type(() => SimulatedResourceDto)
  resource?: SimulatedResourceDto;

  @ApiPropertyOptional({ example: 'read', description: '`read` unless told.' })
  @IsOptional()
  @IsString(TEXT)
  @Length(1, 128, TEXT)
  action?: string;

  @ApiPropertyOptional({ example: '192.0.2.7', description: 'An address; that of this request unless told.' })
  @IsOptional()
  @IsIP(undefined, { message: 'must be an address of IPv4 or IPv6' })
  network?: string;

  @ApiPropertyOptional({ type: 'integer', description: 'Epoch seconds; now unless told.' })
  @IsOptional()
  @IsInt(SECOND)
  @Min(0, SECOND)
  @Max(253_402_300_799, SECOND)
  time?: number;
}

/** Why nothing would be issued. */
export class SimulatedRefusalDto {
  @ApiProperty({ example: 'invalid_grant', description: 'As the token endpoint would answer.' })
  readonly error: string;

  @ApiProperty({ example: 'the account is disabled' })
  readonly error_description: string;

  @ApiProperty({ example: 'account.enabled', description: 'The rule, as in a refusal.' })
  readonly rule: string;
}

/** What would be issued: claims, never a token, without what only a token has (`jti`, `grant_id`, `at_hash`). */
export class SimulatedClaimsDto {
  @ApiProperty({ example: 'openid permissions' })
  readonly scope: string;

  @ApiProperty(FREE)
  readonly access_token: object;

  @ApiProperty({ ...FREE, nullable: true, description: 'With the scope `openid`.' })
  readonly id_token: object | null;

  @ApiProperty({ ...FREE, nullable: true, description: 'With the scope `openid`.' })
  readonly userinfo: object | null;
}

export class SimulationDto {
  @ApiProperty({ description: 'Whether all would be given that was asked for.' })
  readonly allowed: boolean;

  @ApiProperty({ example: 'Invoices of a region: own region', description: 'What decided.' })
  readonly rule: string;

  @ApiProperty({ ...FREE, description: 'Whether each policy of each side counts, and why not.' })
  readonly entry: EntryVerdict;

  @ApiProperty({ type: SimulatedRefusalDto, nullable: true })
  readonly refusal: SimulatedRefusalDto | null;

  @ApiProperty({ type: SimulatedClaimsDto, nullable: true })
  readonly claims: SimulatedClaimsDto | null;

  @ApiProperty({
    type: 'array',
    items: FREE,
    nullable: true,
    description: 'All that would be allowed; null when it is too much to list.',
  })
  readonly permissions: readonly Permission[] | null;

  @ApiProperty({
    ...FREE,
    nullable: true,
    description: 'With `resource`: the answer, and the rules that gave it.',
  })
  readonly decision: Omit<Decision, 'entry'> | null;
}
