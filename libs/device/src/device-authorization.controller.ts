import { Body, Controller, Header, HttpCode, Ip, Post, UseGuards } from '@nestjs/common';
import { type AuthenticatedClient, AuthenticatedClientParam, ClientAuthenticationGuard } from '#libs/clients';
import { Parameters } from '#libs/protocol';
import { DeviceAuthorization, type DeviceAuthorizationResponse } from './device-authorization.js';
import { DescribeDeviceAuthorization } from './openapi/device-authorization.openapi.js';

/** `POST /oauth2/device_authorization`. RFC 8628 §3.1 */
@Controller('oauth2/device_authorization')
export class DeviceAuthorizationController {
  constructor(private readonly endpoint: DeviceAuthorization) {}

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @UseGuards(ClientAuthenticationGuard)
  @DescribeDeviceAuthorization()
  begin(
    @AuthenticatedClientParam() { client }: AuthenticatedClient,
    @Body() body: unknown,
    @Ip() ip: string,
  ): Promise<DeviceAuthorizationResponse> {
    return this.endpoint.begin(Parameters.fromForm(body), client, ip);
  }
}
