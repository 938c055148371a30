import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { registerDecorator, ValidateIf, type ValidationArguments } from 'class-validator';
import { ACCOUNT_RULES, type AccountField } from './account-rules.js';
import type { Rule } from './claims/text-rules.js';

/** One optional field of a person in a request: its rule from `ACCOUNT_RULES`, and its line in the OpenAPI document. */
export function IsAccountField(field: AccountField, documentation: ApiPropertyOptions): PropertyDecorator {
  return IsOptionalField(ACCOUNT_RULES[field], {
    nullable: ACCOUNT_RULES[field](null) === undefined,
    ...documentation,
  });
}

/** An optional field that follows a rule; null is for the rule to judge, unlike with `IsOptional`. */
export function IsOptionalField(rule: Rule, documentation: ApiPropertyOptions): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ required: false, ...documentation } as ApiPropertyOptions),
    ValidateIf((_, value) => value !== undefined),
    Follows(rule),
  );
}

function Follows(rule: Rule): PropertyDecorator {
  return (target, propertyName) => {
    registerDecorator({
      name: 'follows',
      target: target.constructor,
      propertyName: String(propertyName),
      validator: {
        validate: (value) => rule(value) === undefined,
        defaultMessage: (seen?: ValidationArguments) => rule(seen?.value) ?? 'is not right',
      },
    });
  };
}
