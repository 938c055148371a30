import { Module } from '@nestjs/common';
import { TokensModule } from '#libs/tokens';
import { UserinfoController } from './userinfo.controller.js';
import { Userinfo } from './userinfo.js';

/** The userinfo endpoint. */
@Module({ imports: [TokensModule], controllers: [UserinfoController], providers: [Userinfo] })
export class UserinfoModule {}
