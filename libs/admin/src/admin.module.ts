import { Module, type NestModule } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { AuthorizationModule } from '#libs/authorization';
import { ClientsModule } from '#libs/clients';
import { KeysModule } from '#libs/keys';
import { LogoutModule } from '#libs/logout';
import { PoliciesModule } from '#libs/policies';
import { SessionsModule } from '#libs/sessions';
import { TokensModule } from '#libs/tokens';
import { UserinfoModule } from '#libs/userinfo';
import { MeController } from './access/me.controller.js';
import { AdminRoutes } from './admin-routes.js';
import { ActivityController } from './audit/activity.controller.js';
import { EventsController } from './audit/events.controller.js';
import { RefusalsController } from './audit/refusals.controller.js';
import { ClientAdministration } from './clients/client-administration.js';
import { ClientSecretsController } from './clients/client-secrets.controller.js';
import { ClientStatusController } from './clients/client-status.controller.js';
import { ClientsController } from './clients/clients.controller.js';
import { LogoutDeliveriesController } from './clients/logout-deliveries.controller.js';
import { SnippetsController } from './clients/snippets/snippets.controller.js';
import { GroupAdministration } from './groups/group-administration.js';
import { GroupsController } from './groups/groups.controller.js';
import { KeyWithdrawalController } from './keys/key-withdrawal.controller.js';
import { KeysController } from './keys/keys.controller.js';
import { OwnAccessController } from './policies/own-access.controller.js';
import { PoliciesController } from './policies/policies.controller.js';
import { PolicyAdministration } from './policies/policy-administration.js';
import { SharedAccessController } from './policies/shared-access.controller.js';
import { SimulationController } from './policies/simulation.controller.js';
import { Simulation } from './policies/simulation.js';
import { UnknownEndpointController } from './unknown-endpoint.controller.js';
import { Invitations } from './users/invitations.js';
import { UserAccess } from './users/user-access.js';
import { UserAdministration } from './users/user-administration.js';
import { UserAudit } from './users/user-audit.js';
import { UserConsentsController } from './users/user-consents.controller.js';
import { UserCreation } from './users/user-creation.js';
import { UserCredentialsController } from './users/user-credentials.controller.js';
import { UserInvitations } from './users/user-invitations.js';
import { UserPasswords } from './users/user-passwords.js';
import { UserSessionsController } from './users/user-sessions.controller.js';
import { UserSessions } from './users/user-sessions.js';
import { UsersController } from './users/users.controller.js';

/** The REST API for administrators and their programs. */
@Module({
  imports: [
    AccountsModule,
    AuthorizationModule,
    ClientsModule,
    KeysModule,
    PoliciesModule,
    LogoutModule,
    SessionsModule,
    TokensModule,
    UserinfoModule,
  ],
  controllers: [
    ClientsController,
    ClientStatusController,
    ClientSecretsController,
    LogoutDeliveriesController,
    SnippetsController,
    UsersController,
    UserCredentialsController,
    UserSessionsController,
    UserConsentsController,
    MeController,
    ActivityController,
    EventsController,
    RefusalsController,
    KeysController,
    KeyWithdrawalController,
    SimulationController,
    PoliciesController,
    OwnAccessController,
    SharedAccessController,
    GroupsController,
    UnknownEndpointController,
  ],
  providers: [
    AdminRoutes,
    ClientAdministration,
    GroupAdministration,
    Invitations,
    PolicyAdministration,
    Simulation,
    UserAccess,
    UserAdministration,
    UserAudit,
    UserCreation,
    UserInvitations,
    UserPasswords,
    UserSessions,
  ],
})
export class AdminModule implements NestModule {
  constructor(private readonly routes: AdminRoutes) {}

  /** Nest calls this before it registers the routes. */
  configure(): void {
    this.routes.watch();
  }
}
