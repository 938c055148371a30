import { Body, Controller, Header, HttpCode, Ip, Post, UseGuards } from '@nestjs/common';
import { type AuthenticatedClient, AuthenticatedClientParam, ClientAuthenticationGuard } from '#libs/clients';
import { Parameters } from '#libs/protocol';
import {
  DescribePushedAuthorization,
  PushedAuthorizationResponseDto,
} from './pushed-authorization.openapi.js';
import { PushedAuthorizationEndpoint } from './pushed-authorization-endpoint.js';

/** `POST /oauth2/par`. RFC 9126 §2 */
@Controller('oauth2/par')
export class PushedAuthorizationController {
  constructor(private readonly endpoint: PushedAuthorizationEndpoint) {}

  @Post()
  @HttpCode(201)
  @Header('Cache-Control', 'no-store')
  @UseGuards(ClientAuthenticationGuard)
  @DescribePushedAuthorization()
  push(
    @AuthenticatedClientParam() { client }: AuthenticatedClient,
    @Body() body: unknown,
    @Ip() ip: string,
  ): Promise<PushedAuthorizationResponseDto> {
    return this.endpoint.push(client, Parameters.fromForm(body), ip);
  }
}
