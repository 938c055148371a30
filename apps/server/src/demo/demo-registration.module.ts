import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule, auditEntities } from '#libs/audit';
import { ClientAssertionEntity, ClientEntity, ClientSecretEntity, ClientsModule } from '#libs/clients';
import { ClockModule } from '#libs/clock';
import { ConfigModule, type Configuration } from '#libs/config';
import { OutboundModule } from '#libs/outbound';
import { SecretsModule } from '#libs/secrets';
import { StorageModule } from '#libs/storage';
import { DemoRegistration } from './demo-registration.js';

const entities = [...auditEntities, ClientEntity, ClientSecretEntity, ClientAssertionEntity];

/** As much of Portico as registers clients: nothing listens. */
@Module({})
export class DemoRegistrationModule {
  static with(configuration: Configuration): DynamicModule {
    return {
      module: DemoRegistrationModule,
      imports: [
        ConfigModule.register(configuration),
        ClockModule,
        StorageModule.register({ entities }),
        SecretsModule,
        OutboundModule,
        AuditModule,
        ClientsModule,
      ],
      providers: [DemoRegistration],
    };
  }
}
