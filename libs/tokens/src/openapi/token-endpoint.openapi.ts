import { applyDecorators } from '@nestjs/common';
import {
  ApiBasicAuth,
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { SERVED_GRANT_TYPES } from '../grants/index.js';
import { OAuthErrorDto } from './oauth-error.dto.js';

/** RFC 6749 §5.1, OpenID Connect Core 1.0 §3.1.3.3 */
export class TokenResponseDto {
  @ApiProperty({ description: 'A JWT (RFC 9068) or an opaque string, as the client is registered.' })
  access_token: string;

  @ApiProperty({ enum: ['Bearer'] })
  token_type: 'Bearer';

  @ApiProperty({ description: 'Lifetime in seconds.', example: 600 })
  expires_in: number;

  @ApiProperty({
    required: false,
    description: 'What was granted, space-separated; absent when no scope was.',
    example: 'openid profile',
  })
  scope?: string;

  @ApiProperty({
    required: false,
    description: 'With `offline_access`. Use it once: each use gives the next.',
  })
  refresh_token?: string;

  @ApiProperty({ required: false, description: 'With `openid`.' })
  id_token?: string;
}

/** The form of a token request. Which fields are needed depends on `grant_type`. */
export class TokenRequestDto {
  @ApiProperty({ enum: SERVED_GRANT_TYPES })
  grant_type: string;

  @ApiProperty({ required: false, description: '`authorization_code`: what came back to the redirect_uri.' })
  code?: string;

  @ApiProperty({
    required: false,
    description: '`authorization_code`: the same as in the authorization request.',
  })
  redirect_uri?: string;

  @ApiProperty({
    required: false,
    description: '`authorization_code`: 43 to 128 characters (RFC 7636 §4.1).',
  })
  code_verifier?: string;

  @ApiProperty({ required: false, description: 'Of the device authorization response (RFC 8628 §3.4).' })
  device_code?: string;

  @ApiProperty({ required: false, description: '`refresh_token`.' })
  refresh_token?: string;

  @ApiProperty({ required: false, description: 'Space-separated; `refresh_token` may narrow it.' })
  scope?: string;

  @ApiProperty({ required: false, description: 'Of a public client, and with `client_secret_post`.' })
  client_id?: string;

  @ApiProperty({ required: false, description: 'With `client_secret_post`.', format: 'password' })
  client_secret?: string;

  @ApiProperty({
    required: false,
    description: 'With `private_key_jwt`: urn:ietf:params:oauth:client-assertion-type:jwt-bearer.',
  })
  client_assertion_type?: string;

  @ApiProperty({ required: false, description: 'With `private_key_jwt` (RFC 7523 §2.2).' })
  client_assertion?: string;
}

const FORM = 'application/x-www-form-urlencoded';

export function DescribeTokenEndpoint(): MethodDecorator {
  return applyDecorators(
    ApiTags('OAuth 2.1 and OpenID Connect'),
    ApiOperation({
      operationId: 'token',
      summary: 'Trade a code, a refresh token or the client’s own credentials for tokens',
      description: 'RFC 6749 §3.2. Errors are those of RFC 6749 §5.2.',
    }),
    ApiBasicAuth('client_secret_basic'),
    ApiConsumes(FORM),
    ApiBody({ type: TokenRequestDto }),
    ApiOkResponse({ type: TokenResponseDto }),
    ...clientErrors(),
  );
}

/** What every endpoint that a client authenticates at can answer. */
export function clientErrors(): MethodDecorator[] {
  return [
    ApiResponse({ status: 400, type: OAuthErrorDto, description: 'The request or the grant is no good.' }),
    ApiResponse({
      status: 401,
      type: OAuthErrorDto,
      description: '`invalid_client`: client authentication failed.',
    }),
    ApiResponse({ status: 413, type: OAuthErrorDto, description: 'The body is too large.' }),
    ApiResponse({ status: 415, type: OAuthErrorDto, description: `The body is not ${FORM}.` }),
    ApiResponse({
      status: 503,
      type: OAuthErrorDto,
      description: '`temporarily_unavailable`: see `Retry-After`.',
    }),
  ];
}
