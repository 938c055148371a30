import { Module } from '@nestjs/common';
import { ClientsModule } from '#libs/clients';
import { KeysModule } from '#libs/keys';
import { SessionsModule } from '#libs/sessions';
import { SignInModule } from '#libs/sign-in';
import { TokensModule } from '#libs/tokens';
import { AuthorizationController } from './authorization.controller.js';
import { AuthorizationEndpoint } from './authorization-endpoint.js';
import { ConsentRepository } from './consent/consent.repository.js';
import { Consents } from './consent/consents.js';
import { PushLimit } from './pushed/push-limit.js';
import { PushedAuthorizationController } from './pushed/pushed-authorization.controller.js';
import { PushedAuthorizationEndpoint } from './pushed/pushed-authorization-endpoint.js';
import { PushedRequestRepository } from './pushed/pushed-request.repository.js';
import { PushedRequests } from './pushed/pushed-requests.js';
import { RedirectUriGuard } from './redirect-uri.guard.js';
import { AuthorizationRequests } from './request/authorization-requests.js';
import { AuthorizationTargets } from './request/authorization-targets.js';
import { EffectiveRequests } from './request-object/effective-requests.js';
import { RequestObjects } from './request-object/request-objects.js';
import { RequestUris } from './request-object/request-uris.js';
import { Tickets } from './ticket/tickets.js';
import { Visits } from './visit.js';

/** From an authorization request to a code. */
@Module({
  imports: [ClientsModule, KeysModule, SessionsModule, SignInModule, TokensModule],
  controllers: [AuthorizationController, PushedAuthorizationController],
  providers: [
    AuthorizationEndpoint,
    AuthorizationRequests,
    AuthorizationTargets,
    ConsentRepository,
    Consents,
    EffectiveRequests,
    PushLimit,
    PushedAuthorizationEndpoint,
    PushedRequestRepository,
    PushedRequests,
    RedirectUriGuard,
    RequestObjects,
    RequestUris,
    Tickets,
    Visits,
  ],
  exports: [AuthorizationEndpoint, AuthorizationTargets, Consents, Tickets, Visits],
})
export class AuthorizationModule {}
