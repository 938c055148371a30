import { Body, Controller, Header, HttpCode, Ip, Post, UseGuards } from '@nestjs/common';
import { type AuthenticatedClient, AuthenticatedClientParam, ClientAuthenticationGuard } from '#libs/clients';
import { Parameters } from '#libs/protocol';
import { DescribeTokenEndpoint } from './openapi/token-endpoint.openapi.js';
import { TokenEndpoint } from './token-endpoint.js';
import type { TokenResponse } from './token-response.js';

/** `POST /oauth2/token`. RFC 6749 §3.2 */
@Controller('oauth2/token')
export class TokenController {
  constructor(private readonly endpoint: TokenEndpoint) {}

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @UseGuards(ClientAuthenticationGuard)
  @DescribeTokenEndpoint()
  exchange(
    @AuthenticatedClientParam() { client }: AuthenticatedClient,
    @Body() body: unknown,
    @Ip() address: string,
  ): Promise<TokenResponse> {
    return this.endpoint.exchange(Parameters.fromForm(body), client, address);
  }
}
