import { applyDecorators } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { OAuthErrorDto } from '#libs/tokens';

const CLAIMS = {
  type: 'object',
  required: ['sub'],
  properties: {
    sub: { type: 'string' },
    email: { type: 'string' },
    email_verified: { type: 'boolean' },
  },
  additionalProperties: true,
  example: { sub: 'q3J0x2nX5S1rQd9Yk7v0hA', name: 'Ada Lovelace', email: 'ada@example.com' },
};

/** @param operationId of this method of the endpoint @param form whether the token may come as a form (RFC 6750 §2.2) */
export function DescribeUserinfo(operationId: string, { form = false } = {}): MethodDecorator {
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
      description:
        'The claims that were asked for and are known; `sub` always. A JWT for a client that registered ' +
        '`userinfo_signed_response_alg`.',
      content: {
        'application/json': { schema: CLAIMS },
        'application/jwt': { schema: { type: 'string' } },
      },
    }),
    ApiResponse({ status: 400, type: OAuthErrorDto, description: 'The token was sent more than one way.' }),
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
    ApiResponse({
      status: 503,
      type: OAuthErrorDto,
      description: '`temporarily_unavailable`: see `Retry-After`.',
    }),
    ...(form ? inForm() : []),
  );
}

function inForm(): MethodDecorator[] {
  const access_token = { type: 'string', description: 'Instead of the header.' };
  return [
    ApiConsumes('application/x-www-form-urlencoded'),
    ApiBody({ required: false, schema: { type: 'object', properties: { access_token } } }),
    ApiResponse({ status: 413, type: OAuthErrorDto, description: 'The body is too large.' }),
    ApiResponse({ status: 415, type: OAuthErrorDto, description: 'The body is not a form.' }),
  ];
}
