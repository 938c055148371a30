import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { OAuthErrorDto } from '#libs/tokens';

/** @param operationId of this method of the endpoint */
export function DescribeUserinfo(operationId: string): MethodDecorator {
  return applyDecorators(
    ApiTags('OAuth 2.1 and OpenID Connect'),
    ApiOperation({
      operationId,
      summary: 'Who is the person behind this access token?',
      description:
        'OpenID Connect Core 1.0 §5.3. Which claims are there follows from the scope and from `claims`.',
    }),
    ApiBearerAuth('access_token'),
    ApiOkResponse({
      description: 'The claims that were asked for and are known; `sub` always.',
      schema: {
        type: 'object',
        required: ['sub'],
        properties: {
          sub: { type: 'string' },
          email: { type: 'string' },
          email_verified: { type: 'boolean' },
        },
        additionalProperties: true,
        example: { sub: 'q3J0x2nX5S1rQd9Yk7v0hA', name: 'Ada Lovelace', email: 'ada@example.com' },
      },
    }),
    ApiResponse({
      status: 401,
      type: OAuthErrorDto,
      description: 'No good access token. See `WWW-Authenticate`.',
    }),
    ApiResponse({
      status: 403,
      type: OAuthErrorDto,
      description: 'The access token lacks the scope `openid`.',
    }),
  );
}
