import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import type { RuleSource } from '#libs/clients';

const SOURCES = ['configuration', 'client', 'profile'] as const satisfies readonly RuleSource[];

/** The value of one rule, and why it is so. */
export class ClientRuleDto {
  @ApiProperty({
    oneOf: [{ type: 'boolean' }, { type: 'integer' }, { type: 'string' }],
    description: 'Lifetimes are seconds.',
    example: true,
  })
  readonly value: boolean | number | string;

  @ApiProperty({
    enum: SOURCES,
    description: 'What the configuration demands of all, its own setting, or its profile’s.',
  })
  readonly source: RuleSource;
}

/** What holds for a client: its own settings, and its profile's where it has none. */
@ApiExtraModels(ClientRuleDto)
export class ClientRulesDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(ClientRuleDto) },
    example: { require_pkce: { value: true, source: 'profile' } },
    description: 'Each rule by its name, such as `require_pkce` or `access_token_lifetime`.',
  })
  readonly rules: Readonly<Record<string, ClientRuleDto>>;

  @ApiProperty({ type: [String], description: 'What makes it less safe than Portico’s defaults, in words.' })
  readonly warnings: readonly string[];
}
