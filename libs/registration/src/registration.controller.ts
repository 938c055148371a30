import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Put } from '@nestjs/common';
import { AskingParam } from './asking.param.js';
import { ClientConfiguration } from './client-configuration.js';
import type { ClientInformation } from './client-information.js';
import { ClientRegistration } from './client-registration.js';
import { ClientRemoval } from './client-removal.js';
import {
  DescribeReading,
  DescribeRegistration,
  DescribeRemoval,
  DescribeReplacement,
} from './openapi/registration.openapi.js';
import type { Asking } from './registration-access.js';

/** `/oauth2/register`, and below it each client's own address. RFC 7591 §3, RFC 7592 §2 */
@Controller('oauth2/register')
export class RegistrationController {
  constructor(
    private readonly registration: ClientRegistration,
    private readonly configuration: ClientConfiguration,
    private readonly removal: ClientRemoval,
  ) {}

  @Post()
  @HttpCode(201)
  @Header('Cache-Control', 'no-store')
  @DescribeRegistration()
  register(@Body() sent: unknown, @AskingParam() asking: Asking): Promise<ClientInformation> {
    return this.registration.register(sent, asking);
  }

  @Get(':client_id')
  @Header('Cache-Control', 'no-store')
  @DescribeReading()
  read(@Param('client_id') client_id: string, @AskingParam() asking: Asking): Promise<ClientInformation> {
    return this.configuration.read(client_id, asking);
  }

  @Put(':client_id')
  @Header('Cache-Control', 'no-store')
  @DescribeReplacement()
  replace(
    @Param('client_id') client_id: string,
    @Body() sent: unknown,
    @AskingParam() asking: Asking,
  ): Promise<ClientInformation> {
    return this.configuration.replace(client_id, sent, asking);
  }

  @Delete(':client_id')
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  @DescribeRemoval()
  remove(@Param('client_id') client_id: string, @AskingParam() asking: Asking): Promise<void> {
    return this.removal.remove(client_id, asking);
  }
}
