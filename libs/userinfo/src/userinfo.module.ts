import { Module } from '@nestjs/common';
import { KeysModule } from '#libs/keys';
import { TokensModule } from '#libs/tokens';
import { UserinfoController } from './userinfo.controller.js';
import { Userinfo } from './userinfo.js';

/** The userinfo endpoint. */
@Module({
  imports: [KeysModule, TokensModule],
  controllers: [UserinfoController],
  providers: [Userinfo],
  exports: [Userinfo],
})
export class UserinfoModule {}
