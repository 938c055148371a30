import { Body, Controller, Header, HttpCode, Post, UseGuards } from '@nestjs/common';
import { type AuthenticatedClient, AuthenticatedClientParam, ClientAuthenticationGuard } from '#libs/clients';
import { Parameters } from '#libs/protocol';
import { DescribeIntrospection } from '../openapi/introspection.openapi.js';
import { Introspection, type IntrospectionResponse } from './introspection.js';

/** `POST /oauth2/introspect`. RFC 7662 §2 */
@Controller('oauth2/introspect')
export class IntrospectionController {
  constructor(private readonly introspection: Introspection) {}

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @UseGuards(ClientAuthenticationGuard)
  @DescribeIntrospection()
  introspect(
    @AuthenticatedClientParam() { client }: AuthenticatedClient,
    @Body() body: unknown,
  ): Promise<IntrospectionResponse> {
    return this.introspection.introspect(Parameters.fromForm(body).require('token'), client);
  }
}
