import { applyDecorators } from '@nestjs/common';
import {
  ApiBasicAuth,
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { clientErrors } from './token-endpoint.openapi.js';
import { TokenToLookAtDto } from './token-to-look-at.dto.js';

/** One entry of `permissions`, as docs/access-policies.md describes it. */
const PERMISSION_SCHEMA = {
  type: 'object',
  additionalProperties: true,
  example: { resource: 'invoice', actions: ['read'], hidden_fields: ['iban'] },
} as const;

/** RFC 7662 §2.2 */
export class IntrospectionResponseDto {
  @ApiProperty({ description: 'Whether the token is good now. If not, nothing else is said.' })
  active: boolean;

  @ApiProperty({ required: false, enum: ['Bearer'], description: 'Of an access token.' })
  token_type?: 'Bearer';

  @ApiProperty({ required: false })
  client_id?: string;

  @ApiProperty({ required: false, description: 'The person, or the client when it acts for itself.' })
  sub?: string;

  @ApiProperty({ required: false, example: 'openid profile' })
  scope?: string;

  @ApiProperty({ required: false })
  iss?: string;

  @ApiProperty({ required: false, oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] })
  aud?: string | string[];

  @ApiProperty({ required: false, description: 'Epoch seconds.' })
  iat?: number;

  @ApiProperty({ required: false, description: 'Epoch seconds.' })
  exp?: number;

  @ApiProperty({ required: false })
  jti?: string;

  @ApiProperty({
    required: false,
    description: 'What ends when the person or an administrator revokes the grant.',
  })
  grant_id?: string;

  @ApiProperty({
    required: false,
    type: 'array',
    items: PERMISSION_SCHEMA,
    description: 'With the scope `permissions`: what is allowed now, by the access policies.',
  })
  permissions?: readonly object[];

  @ApiProperty({
    required: false,
    enum: [true],
    description: 'They are too many to list: ask `POST /access/v1/evaluation` for one decision at a time.',
  })
  permissions_omitted?: true;
}

export function DescribeIntrospection(): MethodDecorator {
  return applyDecorators(
    ApiTags('OAuth 2.1 and OpenID Connect'),
    ApiOperation({
      operationId: 'introspect',
      summary: 'Ask whether a token is good now',
      description: 'RFC 7662. For clients that authenticate; a public client is refused.',
    }),
    ApiBasicAuth('client_secret_basic'),
    ApiConsumes('application/x-www-form-urlencoded'),
    ApiBody({ type: TokenToLookAtDto }),
    ApiOkResponse({ type: IntrospectionResponseDto }),
    ...clientErrors(),
  );
}
