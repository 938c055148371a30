import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { AdminModule } from '#libs/admin';
import { AuditModule } from '#libs/audit';
import { AuthorizationModule } from '#libs/authorization';
import { ClientsModule } from '#libs/clients';
import { ClockModule } from '#libs/clock';
import { ConfigModule, type Configuration } from '#libs/config';
import { DecisionsModule } from '#libs/decisions';
import { DeviceModule } from '#libs/device';
import { DiscoveryModule } from '#libs/discovery';
import { KeysModule } from '#libs/keys';
import { LogoutModule } from '#libs/logout';
import { OutboundModule } from '#libs/outbound';
import { RegistrationModule } from '#libs/registration';
import { SecretsModule } from '#libs/secrets';
import { SessionsModule } from '#libs/sessions';
import { SignInModule } from '#libs/sign-in';
import { StorageModule } from '#libs/storage';
import { TokensModule } from '#libs/tokens';
import { UserinfoModule } from '#libs/userinfo';
import { ConsoleModule } from './console/console.module.js';
import { entities } from './entities.js';
import { HealthModule } from './health/health.module.js';
import { HttpModule } from './http/http.module.js';
import { PagesModule } from './pages/pages.module.js';
import { SetUpModule } from './set-up/set-up.module.js';

/** All of Portico: the one list of its modules. */
@Module({})
export class AppModule {
  static register(configuration: Configuration): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ClockModule,
        ConfigModule.register(configuration),
        StorageModule.register({ entities }),
        SecretsModule,
        OutboundModule,
        AuditModule,
        AccountsModule,
        KeysModule,
        ClientsModule,
        SignInModule,
        SessionsModule,
        TokensModule,
        AuthorizationModule,
        DeviceModule,
        RegistrationModule.register(configuration.registration),
        UserinfoModule,
        DecisionsModule,
        LogoutModule,
        DiscoveryModule,
        AdminModule,
        SetUpModule,
        ConsoleModule,
        PagesModule,
        HealthModule,
        HttpModule,
      ],
    };
  }
}
