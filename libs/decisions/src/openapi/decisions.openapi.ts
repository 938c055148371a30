import { applyDecorators } from '@nestjs/common';
import {
  ApiBasicAuth,
  ApiBearerAuth,
  ApiBody,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { clientErrors } from '#libs/tokens';
import { SEMANTICS } from '../evaluation-request.js';

const PROPERTIES = { type: 'object', additionalProperties: true } as const;

/** Who. */
export class EvaluationSubjectDto {
  @ApiProperty({ example: 'user', description: '`user`, or `client` for one that acts for itself.' })
  type: string;

  @ApiProperty({ description: 'The `sub` that the caller knows the person by, or the `client_id`.' })
  id: string;

  @ApiPropertyOptional({ ...PROPERTIES, description: '`ip_address` is where the person is.' })
  properties?: object;
}

export class EvaluationActionDto {
  @ApiProperty({ example: 'read' })
  name: string;
}

/** What. */
export class EvaluationResourceDto {
  @ApiProperty({ example: 'invoice' })
  type: string;

  @ApiProperty({ example: '4711' })
  id: string;

  @ApiPropertyOptional({ ...PROPERTIES, example: { region: 'north' } })
  properties?: object;
}

/** AuthZEN Authorization API 1.0 §6.1 */
export class EvaluationRequestDto {
  @ApiProperty({ type: EvaluationSubjectDto })
  subject: EvaluationSubjectDto;

  @ApiProperty({ type: EvaluationActionDto })
  action: EvaluationActionDto;

  @ApiProperty({ type: EvaluationResourceDto })
  resource: EvaluationResourceDto;

  @ApiPropertyOptional({
    ...PROPERTIES,
    description:
      '`client_id`: the application through which the person acts (the caller itself unless told); `scope`: what it was ' +
      'granted; `ip_address`: where the request comes from.',
  })
  context?: object;
}

/** When to stop. §7.1.2 */
export class EvaluationOptionsDto {
  @ApiPropertyOptional({ enum: SEMANTICS, default: 'execute_all' })
  evaluations_semantic?: string;
}

/** §7.1 */
export class EvaluationsRequestDto {
  @ApiProperty({ type: EvaluationSubjectDto, required: false })
  subject?: EvaluationSubjectDto;

  @ApiProperty({ type: EvaluationActionDto, required: false })
  action?: EvaluationActionDto;

  @ApiProperty({ type: EvaluationResourceDto, required: false })
  resource?: EvaluationResourceDto;

  @ApiPropertyOptional({ ...PROPERTIES })
  context?: object;

  @ApiPropertyOptional({
    type: 'array',
    items: PROPERTIES,
    maxItems: 100,
    description: 'Each with the members above as its defaults.',
  })
  evaluations?: object[];

  @ApiPropertyOptional({ type: EvaluationOptionsDto })
  options?: EvaluationOptionsDto;
}

/** §6.2 */
export class EvaluationResponseDto {
  @ApiProperty()
  decision: boolean;

  @ApiPropertyOptional({ ...PROPERTIES, example: { hidden_fields: ['iban'] } })
  context?: object;
}

export class EvaluationsResponseDto {
  @ApiProperty({ type: [EvaluationResponseDto], description: 'In the order of the questions.' })
  evaluations: EvaluationResponseDto[];
}

const described = (operationId: string, summary: string, description: string) => [
  ApiTags('Decisions'),
  ApiOperation({ operationId, summary, description }),
  ApiBasicAuth('client_secret_basic'),
  ApiBearerAuth('access_token'),
  ...clientErrors(),
];

const WHO =
  'The resource server authenticates as a client of its own, or by an access token that it got for itself.';

export function DescribeEvaluation(): MethodDecorator {
  return applyDecorators(
    ...described(
      'evaluateAccess',
      'Ask whether something may be done',
      `AuthZEN Authorization API 1.0 §6. ${WHO}`,
    ),
    ApiBody({ type: EvaluationRequestDto }),
    ApiOkResponse({ type: EvaluationResponseDto }),
  );
}

export function DescribeEvaluations(): MethodDecorator {
  return applyDecorators(
    ...described(
      'evaluateAccesses',
      'Ask several such questions at once',
      `AuthZEN Authorization API 1.0 §7. ${WHO}`,
    ),
    ApiExtraModels(EvaluationResponseDto, EvaluationsResponseDto),
    ApiBody({ type: EvaluationsRequestDto }),
    ApiOkResponse({
      schema: {
        oneOf: [
          { $ref: getSchemaPath(EvaluationsResponseDto) },
          { $ref: getSchemaPath(EvaluationResponseDto) },
        ],
      },
    }),
  );
}

export function DescribeMetadata(): MethodDecorator {
  return applyDecorators(
    ApiTags('Discovery'),
    ApiOperation({ operationId: 'authzenConfiguration', summary: 'AuthZEN Authorization API 1.0 §9' }),
    ApiOkResponse({
      schema: { type: 'object', required: ['policy_decision_point'], additionalProperties: true },
    }),
  );
}
