import { applyDecorators } from '@nestjs/common';
import { ApiBasicAuth, ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { clientErrors } from './token-endpoint.openapi.js';
import { TokenToLookAtDto } from './token-to-look-at.dto.js';

export function DescribeRevocation(): MethodDecorator {
  return applyDecorators(
    ApiTags('OAuth 2.1 and OpenID Connect'),
    ApiOperation({
      operationId: 'revoke',
      summary: 'Give a token back',
      description:
        'RFC 7009. A refresh token ends its whole grant, an access token only itself. An unknown token is no error.',
    }),
    ApiBasicAuth('client_secret_basic'),
    ApiConsumes('application/x-www-form-urlencoded'),
    ApiBody({ type: TokenToLookAtDto }),
    ApiOkResponse({ description: 'The token is good no more.' }),
    ...clientErrors(),
  );
}
