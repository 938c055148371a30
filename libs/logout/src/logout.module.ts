import { Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { ClientsModule } from '#libs/clients';
import { KeysModule } from '#libs/keys';
import { OutboundModule } from '#libs/outbound';
import { SessionsModule } from '#libs/sessions';
import { TokensModule } from '#libs/tokens';
import { BackChannel } from './deliveries/back-channel.js';
import { DeliveryAttempt } from './deliveries/delivery-attempt.js';
import { DeliveryWorker } from './deliveries/delivery-worker.js';
import { LogoutDeliveries } from './deliveries/logout-deliveries.js';
import { LogoutNotices } from './deliveries/logout-notices.js';
import { LogoutOutbox } from './deliveries/logout-outbox.repository.js';
import { LogoutReportRepository } from './deliveries/logout-report.repository.js';
import { LogoutTokenMint } from './deliveries/logout-token-mint.js';
import { FrontChannel } from './front-channel/front-channel.js';
import { LogoutController } from './logout.controller.js';
import { LogoutEndpoint } from './logout-endpoint.js';
import { LogoutRequests } from './logout-requests.js';
import { SignOut } from './sign-out.js';

/** Signing out, here and by request of an application, and telling the other applications. */
@Module({
  imports: [AccountsModule, ClientsModule, KeysModule, OutboundModule, SessionsModule, TokensModule],
  controllers: [LogoutController],
  providers: [
    BackChannel,
    DeliveryAttempt,
    DeliveryWorker,
    FrontChannel,
    LogoutDeliveries,
    LogoutEndpoint,
    LogoutNotices,
    LogoutOutbox,
    LogoutReportRepository,
    LogoutRequests,
    LogoutTokenMint,
    SignOut,
  ],
  exports: [LogoutDeliveries, LogoutEndpoint, SignOut],
})
export class LogoutModule {}
