import { ApiProperty } from '@nestjs/swagger';
import { ACCOUNT_STATUSES, type AccountStatus, ADMIN_ROLES, type AdminRole } from './account.entity.js';
import { IsAccountField, IsOptionalField } from './account-field.decorator.js';
import { booleanRule } from './claims/text-rules.js';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './passwords/password-form.js';

/** The `address` claim. OpenID Connect Core 1.0 §5.1.1 */
export class AddressDto {
  @ApiProperty({ required: false, example: '12 rue du Four\n75006 Paris\nFrance' })
  formatted?: string;

  @ApiProperty({ required: false, example: '12 rue du Four' })
  street_address?: string;

  @ApiProperty({ required: false, example: 'Paris' })
  locality?: string;

  @ApiProperty({ required: false })
  region?: string;

  @ApiProperty({ required: false, example: '75006' })
  postal_code?: string;

  @ApiProperty({ required: false, example: 'France' })
  country?: string;
}

/** What an administrator may set of a person, at creation and later; null removes a claim. */
export class PatchUserDto {
  @IsAccountField('status', {
    enum: ACCOUNT_STATUSES,
    description: 'A disabled person can’t sign in, and their sessions and tokens stop working.',
  })
  status?: AccountStatus;

  @IsAccountField('admin_role', {
    enum: ADMIN_ROLES,
    description: 'Rights in Portico itself. The last enabled owner can’t lose theirs.',
  })
  admin_role?: AdminRole | null;

  @IsAccountField('roles', {
    type: [String],
    example: ['editor'],
    description: 'Roles in applications; Portico gives them no meaning.',
  })
  roles?: string[];

  @IsAccountField('name', { type: String, example: 'Camille Martin' })
  name?: string | null;

  @IsAccountField('given_name', { type: String, example: 'Camille' })
  given_name?: string | null;

  @IsAccountField('family_name', { type: String, example: 'Martin' })
  family_name?: string | null;

  @IsAccountField('middle_name', { type: String })
  middle_name?: string | null;

  @IsAccountField('nickname', { type: String })
  nickname?: string | null;

  @IsAccountField('preferred_username', {
    type: String,
    example: 'camille',
    description: 'The person can sign in with it; nobody else can have it.',
  })
  preferred_username?: string | null;

  @IsAccountField('profile', { type: String, format: 'uri' })
  profile?: string | null;

  @IsAccountField('picture', { type: String, format: 'uri' })
  picture?: string | null;

  @IsAccountField('website', { type: String, format: 'uri' })
  website?: string | null;

  @IsAccountField('email', {
    type: String,
    format: 'email',
    example: 'camille@example.com',
    description: 'The person can sign in with it; nobody else can have it.',
  })
  email?: string | null;

  @IsAccountField('email_verified', {
    type: Boolean,
    description: 'Becomes false when the address changes, unless the same request says otherwise.',
  })
  email_verified?: boolean;

  @IsAccountField('gender', { type: String })
  gender?: string | null;

  @IsAccountField('birthdate', {
    type: String,
    example: '0000-05-04',
    description: 'YYYY-MM-DD, 0000-MM-DD without the year, or YYYY alone.',
  })
  birthdate?: string | null;

  @IsAccountField('zoneinfo', { type: String, example: 'Europe/Paris' })
  zoneinfo?: string | null;

  @IsAccountField('locale', { type: String, example: 'fr-FR' })
  locale?: string | null;

  @IsAccountField('phone_number', { type: String, example: '+33 1 23 45 67 89' })
  phone_number?: string | null;

  @IsAccountField('phone_number_verified', {
    type: Boolean,
    description: 'Becomes false when the number changes, unless the same request says otherwise.',
  })
  phone_number_verified?: boolean;

  @IsAccountField('address', { type: AddressDto })
  address?: AddressDto | null;

  @IsAccountField('custom_attributes', {
    type: Object,
    additionalProperties: true,
    example: { cost_center: 'R7' },
    description: 'Whatever the deployment wants to keep of a person; replaced as a whole.',
  })
  custom_attributes?: Record<string, unknown>;
}

/** A person to create. Without a password they choose one by an invitation link. */
export class CreateUserDto extends PatchUserDto {
  @IsAccountField('sub', {
    type: String,
    nullable: false,
    description: 'Only to take a person over from another provider; random otherwise. Never used again.',
  })
  sub?: string;

  @IsOptionalField((value) => (typeof value === 'string' ? undefined : 'must be text'), {
    type: String,
    format: 'password',
    minLength: SHORTEST_PASSWORD,
    maxLength: LONGEST_PASSWORD,
    writeOnly: true,
  })
  password?: string;

  @IsOptionalField(booleanRule, {
    type: Boolean,
    description: 'Answer with a one-time link by which the person chooses a password.',
  })
  invite?: boolean;
}
