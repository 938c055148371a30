import { applyDecorators } from '@nestjs/common';
import {
  ApiBasicAuth,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOperation,
  ApiProperty,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { RESPONSE_TYPES } from '#libs/protocol';
import { OAuthErrorDto } from '#libs/tokens';

/** The parameters of the authorization endpoint, and what authenticates the client. RFC 9126 §2.1 */
export class PushedAuthorizationRequestDto {
  @ApiProperty({ description: 'What is issued.', enum: RESPONSE_TYPES })
  response_type: string;

  @ApiProperty({ description: 'One of the registered ones, byte for byte.' })
  redirect_uri: string;

  @ApiProperty({ required: false, description: 'Space-separated.', example: 'openid profile' })
  scope?: string;

  @ApiProperty({ required: false, description: 'Comes back as it was.' })
  state?: string;

  @ApiProperty({ required: false, description: 'BASE64URL(SHA256(code_verifier)), RFC 7636.' })
  code_challenge?: string;

  @ApiProperty({ required: false, enum: ['S256'] })
  code_challenge_method?: string;

  @ApiProperty({ required: false, description: 'The parameters as a signed request object, RFC 9126 §3.' })
  request?: string;

  @ApiProperty({ required: false, description: 'Of a public client, and with `client_secret_post`.' })
  client_id?: string;

  @ApiProperty({ required: false, description: 'With `client_secret_post`.', format: 'password' })
  client_secret?: string;

  @ApiProperty({ required: false, description: 'With `private_key_jwt`.' })
  client_assertion_type?: string;

  @ApiProperty({ required: false, description: 'With `private_key_jwt`.' })
  client_assertion?: string;
}

/** RFC 9126 §2.2 */
export class PushedAuthorizationResponseDto {
  @ApiProperty({
    description: 'Stands for the request at the authorization endpoint, once, beside `client_id`.',
    example: 'urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c',
  })
  request_uri: string;

  @ApiProperty({ description: 'Seconds in which the browser must have come with it.', example: 60 })
  expires_in: number;
}

export function DescribePushedAuthorization(): MethodDecorator {
  return applyDecorators(
    ApiTags('OAuth 2.1 and OpenID Connect'),
    ApiOperation({
      operationId: 'pushAuthorizationRequest',
      summary: 'Hand in an authorization request before the browser is sent',
      description:
        'RFC 9126. Takes every parameter of the authorization endpoint but `request_uri`, and refuses what it would refuse.',
    }),
    ApiBasicAuth('client_secret_basic'),
    ApiConsumes('application/x-www-form-urlencoded'),
    ApiBody({ type: PushedAuthorizationRequestDto }),
    ApiCreatedResponse({ type: PushedAuthorizationResponseDto }),
    refusal(400, 'The request is no good.'),
    refusal(401, '`invalid_client`: client authentication failed.'),
    refusal(413, 'The body is too large.'),
    refusal(415, 'The body is not application/x-www-form-urlencoded.'),
    refusal(
      429,
      '`temporarily_unavailable`: too many of this network, for a public client; see `Retry-After`.',
    ),
    refusal(503, '`temporarily_unavailable`: see `Retry-After`.'),
  );
}

function refusal(status: number, description: string): MethodDecorator {
  return ApiResponse({ status, description, type: OAuthErrorDto });
}
