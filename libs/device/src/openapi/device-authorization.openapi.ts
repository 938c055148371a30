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
import { clientErrors, OAuthErrorDto } from '#libs/tokens';

/** RFC 8628 §3.1 */
export class DeviceAuthorizationRequestDto {
  @ApiProperty({ required: false, description: 'Space-separated.', example: 'openid profile' })
  scope?: string;

  @ApiProperty({ required: false, description: 'What the access token shall be for (RFC 8707).' })
  resource?: string;

  @ApiProperty({ required: false, description: 'Of a public client, and with `client_secret_post`.' })
  client_id?: string;

  @ApiProperty({ required: false, description: 'With `client_secret_post`.', format: 'password' })
  client_secret?: string;

  @ApiProperty({
    required: false,
    description: 'With an assertion: urn:ietf:params:oauth:client-assertion-type:jwt-bearer.',
  })
  client_assertion_type?: string;

  @ApiProperty({ required: false, description: 'With an assertion (RFC 7523 §2.2).' })
  client_assertion?: string;
}

/** RFC 8628 §3.2 */
export class DeviceAuthorizationResponseDto {
  @ApiProperty({ description: 'What the device polls the token endpoint with.' })
  device_code: string;

  @ApiProperty({ description: 'What the device shows, and the person types.', example: 'WDJB-MJHT' })
  user_code: string;

  @ApiProperty({ description: 'Where the person types it.', format: 'uri' })
  verification_uri: string;

  @ApiProperty({ description: 'The same with the code, for a QR code.', format: 'uri' })
  verification_uri_complete: string;

  @ApiProperty({ description: 'Seconds until both codes have expired.', example: 600 })
  expires_in: number;

  @ApiProperty({ description: 'Seconds to wait between two polls.', example: 5 })
  interval: number;
}

export function DescribeDeviceAuthorization(): MethodDecorator {
  return applyDecorators(
    ApiTags('OAuth 2.1 and OpenID Connect'),
    ApiOperation({
      operationId: 'deviceAuthorization',
      summary: 'Begin to authorize a device that has no browser',
      description:
        'RFC 8628 §3.1. The device shows `user_code` and `verification_uri`, and polls the token endpoint with `device_code`.',
    }),
    ApiBasicAuth('client_secret_basic'),
    ApiConsumes('application/x-www-form-urlencoded'),
    ApiBody({ type: DeviceAuthorizationRequestDto }),
    ApiOkResponse({ type: DeviceAuthorizationResponseDto }),
    ...clientErrors(),
    ApiResponse({
      status: 429,
      type: OAuthErrorDto,
      description:
        '`temporarily_unavailable`: too many of this network, for a public client; see `Retry-After`.',
    }),
  );
}
