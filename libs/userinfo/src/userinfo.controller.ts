import { Controller, Get, Header, HttpCode, Post, Res, UseGuards } from '@nestjs/common';
import { type AccessToken, BearerGuard, BearerToken } from '#libs/tokens';
import { DescribeUserinfo } from './openapi/userinfo.openapi.js';
import { Userinfo, type UserinfoResponse } from './userinfo.js';

/** What of the HTTP reply is set here. */
interface TypedReply {
  header(name: 'content-type', value: string): unknown;
}

/** `/oauth2/userinfo`, by GET and by POST. OpenID Connect Core 1.0 §5.3 */
@Controller('oauth2/userinfo')
@UseGuards(BearerGuard)
export class UserinfoController {
  constructor(private readonly userinfo: Userinfo) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @DescribeUserinfo('userinfo')
  get(
    @BearerToken() token: AccessToken,
    @Res({ passthrough: true }) reply: TypedReply,
  ): UserinfoResponse | Promise<string> {
    return this.answer(token, reply);
  }

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @DescribeUserinfo('userinfoByPost', { form: true })
  post(
    @BearerToken() token: AccessToken,
    @Res({ passthrough: true }) reply: TypedReply,
  ): UserinfoResponse | Promise<string> {
    return this.answer(token, reply);
  }

  /** As JSON, or as a JWT for a client that registered for that. */
  private answer(token: AccessToken, reply: TypedReply): UserinfoResponse | Promise<string> {
    const signed = this.userinfo.signed(token);
    if (signed === undefined) return this.userinfo.of(token);
    reply.header('content-type', 'application/jwt');
    return signed;
  }
}
