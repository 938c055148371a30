import { Body, Controller, Header, HttpCode, Post, UseGuards } from '@nestjs/common';
import { type AuthenticatedClient, AuthenticatedClientParam, ClientAuthenticationGuard } from '#libs/clients';
import { Parameters } from '#libs/protocol';
import { DescribeRevocation } from '../openapi/revocation.openapi.js';
import { Revocation } from './revocation.js';

/** `POST /oauth2/revoke`. RFC 7009 §2 */
@Controller('oauth2/revoke')
export class RevocationController {
  constructor(private readonly revocation: Revocation) {}

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @UseGuards(ClientAuthenticationGuard)
  @DescribeRevocation()
  async revoke(
    @AuthenticatedClientParam() { client }: AuthenticatedClient,
    @Body() body: unknown,
  ): Promise<void> {
    await this.revocation.revoke(Parameters.fromForm(body).require('token'), client);
  }
}
