import { Module } from '@nestjs/common';
import { ClientsModule } from '#libs/clients';
import { KeysModule } from '#libs/keys';
import { SessionsModule } from '#libs/sessions';
import { TokensModule } from '#libs/tokens';
import { LogoutController } from './logout.controller.js';
import { LogoutEndpoint } from './logout-endpoint.js';
import { LogoutRequests } from './logout-requests.js';
import { SignOut } from './sign-out.js';

/** Signing out, here and by request of an application. */
@Module({
  imports: [ClientsModule, KeysModule, SessionsModule, TokensModule],
  controllers: [LogoutController],
  providers: [LogoutEndpoint, LogoutRequests, SignOut],
  exports: [LogoutEndpoint, SignOut],
})
export class LogoutModule {}
