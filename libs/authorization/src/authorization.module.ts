import { Module } from '@nestjs/common';
import { ClientsModule } from '#libs/clients';
import { KeysModule } from '#libs/keys';
import { SessionsModule } from '#libs/sessions';
import { TokensModule } from '#libs/tokens';
import { AuthorizationController } from './authorization.controller.js';
import { AuthorizationEndpoint } from './authorization-endpoint.js';
import { ConsentRepository } from './consent/consent.repository.js';
import { Consents } from './consent/consents.js';
import { RedirectUriGuard } from './redirect-uri.guard.js';
import { AuthorizationRequests } from './request/authorization-requests.js';
import { AuthorizationTargets } from './request/authorization-targets.js';
import { Tickets } from './ticket/tickets.js';
import { Visits } from './visit.js';

/** From an authorization request to a code. */
@Module({
  imports: [ClientsModule, KeysModule, SessionsModule, TokensModule],
  controllers: [AuthorizationController],
  providers: [
    AuthorizationEndpoint,
    AuthorizationRequests,
    AuthorizationTargets,
    ConsentRepository,
    Consents,
    RedirectUriGuard,
    Tickets,
    Visits,
  ],
  exports: [AuthorizationEndpoint, AuthorizationTargets, Consents, Tickets, Visits],
})
export class AuthorizationModule {}
