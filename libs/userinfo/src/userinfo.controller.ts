import { Controller, Get, Header, HttpCode, Post, UseGuards } from '@nestjs/common';
import { type AccessToken, BearerGuard, BearerToken } from '#libs/tokens';
import { DescribeUserinfo } from './openapi/userinfo.openapi.js';
import { Userinfo, type UserinfoResponse } from './userinfo.js';

/** `/oauth2/userinfo`, by GET and by POST. OpenID Connect Core 1.0 §5.3 */
@Controller('oauth2/userinfo')
@UseGuards(BearerGuard)
export class UserinfoController {
  constructor(private readonly userinfo: Userinfo) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @DescribeUserinfo('userinfo')
  get(@BearerToken() token: AccessToken): UserinfoResponse {
    return this.userinfo.of(token);
  }

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @DescribeUserinfo('userinfoByPost')
  post(@BearerToken() token: AccessToken): UserinfoResponse {
    return this.userinfo.of(token);
  }
}
