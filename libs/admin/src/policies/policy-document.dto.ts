import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const WORDS = { type: 'array', items: { type: 'string' } } as const;

/** A condition on an attribute of a resource. */
export class PolicyCriterionDto {
  @ApiProperty({ example: 'region', description: 'The name of an attribute; `id` is the resource’s own.' })
  readonly attribute: string;

  @ApiProperty({
    enum: ['equals', 'not_equals', 'in', 'not_in', 'contains', 'at_least', 'at_most', 'exists'],
    description: 'An attribute that isn’t there meets none of them, but `exists` with false.',
  })
  readonly operator: string;

  @ApiProperty({
    oneOf: [
      { type: 'string' },
      { type: 'number' },
      { type: 'boolean' },
      { type: 'array', items: {} },
      { type: 'object', properties: { variable: { type: 'string' } }, required: ['variable'] },
    ],
    description:
      'A value, a list of values, or `{"variable": …}`: `person.id`, `person.sub`, `person.email`, `person.roles`, ' +
      '`person.groups`, `person.group_names`, `client.id`, or `parameter.NAME`.',
    example: { variable: 'parameter.region' },
  })
  readonly value: unknown;
}

/** Which resources. */
export class PolicyResourceDto {
  @ApiProperty({ example: 'invoice', description: 'A type, or `*`.' })
  readonly type: string;

  @ApiPropertyOptional({ type: [PolicyCriterionDto], description: 'All of them must be met.' })
  readonly where?: readonly PolicyCriterionDto[];
}

/** What may be done to which resources. */
export class PolicyRuleDto {
  @ApiProperty({ maxLength: 64, example: 'own region', description: 'Unique in the policy.' })
  readonly name: string;

  @ApiProperty({ type: PolicyResourceDto })
  readonly resource: PolicyResourceDto;

  @ApiProperty({ ...WORDS, example: ['read', 'search'], description: 'Names of actions, or `*`.' })
  readonly actions: readonly string[];

  @ApiPropertyOptional({
    ...WORDS,
    example: [],
    description: 'The rule counts only where one of these was granted; none: with any.',
  })
  readonly scopes?: readonly string[];

  @ApiPropertyOptional({ ...WORDS, example: ['iban'], description: 'Fields that must not be shown.' })
  readonly hidden_fields?: readonly string[];

  @ApiPropertyOptional({ ...WORDS, example: ['number'], description: 'Fields that must not be changed.' })
  readonly read_only_fields?: readonly string[];
}

const SECOND = { type: 'integer', nullable: true, example: null } as const;

/** When a policy counts at all. An empty list, or null, is no condition. */
export class PolicyEntryDto {
  @ApiPropertyOptional({
    ...WORDS,
    example: ['accountant'],
    description: 'The person must have one of these roles, be in one of `groups`, or be one of `people`.',
  })
  readonly roles?: readonly string[];

  @ApiPropertyOptional({ ...WORDS, example: [], description: 'Ids of groups.' })
  readonly groups?: readonly string[];

  @ApiPropertyOptional({ ...WORDS, example: [], description: 'Ids of people.' })
  readonly people?: readonly string[];

  @ApiPropertyOptional({
    ...WORDS,
    example: ['10.0.0.0/8', '2001:db8::/32'],
    description: 'Addresses and ranges, of which one must hold where the request comes from.',
  })
  readonly networks?: readonly string[];

  @ApiPropertyOptional({ ...SECOND, description: 'Epoch seconds, the first at which it counts.' })
  readonly valid_from?: number | null;

  @ApiPropertyOptional({ ...SECOND, description: 'Epoch seconds, the first at which it counts no more.' })
  readonly valid_until?: number | null;

  @ApiPropertyOptional({ ...SECOND, description: 'Seconds that an access token lives at most, 30 to 86400.' })
  readonly access_token_lifetime?: number | null;
}

/** Something that is said whenever the policy is given to somebody. */
export class PolicyParameterDto {
  @ApiProperty({ example: 'region' })
  readonly name: string;

  @ApiProperty({ enum: ['text', 'number', 'boolean', 'texts'] })
  readonly type: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'Whose invoices.' })
  readonly description?: string | null;
}

/** An access policy as it is written; `libs/policies` checks it, and points to what is wrong (RFC 6901). */
export class AccessPolicyInputDto {
  @ApiProperty({ maxLength: 128, example: 'Invoices of a region' })
  readonly name: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 1000 })
  readonly description?: string | null;

  @ApiPropertyOptional({ type: [PolicyParameterDto] })
  readonly parameters?: readonly PolicyParameterDto[];

  @ApiPropertyOptional({ type: PolicyEntryDto })
  readonly entry?: PolicyEntryDto;

  @ApiPropertyOptional({
    type: [PolicyRuleDto],
    description: 'Their union is what the policy allows; at most 200.',
  })
  readonly rules?: readonly PolicyRuleDto[];
}
