import { type DynamicModule, Module } from '@nestjs/common';
import { AuthorizationModule } from '#libs/authorization';
import { ClientsModule, PROFILE_NAMES } from '#libs/clients';
import { ConfigurationError, type RegistrationSettings } from '#libs/config';
import { SignInModule } from '#libs/sign-in';
import { TokensModule } from '#libs/tokens';
import { ClientConfiguration } from './client-configuration.js';
import { ClientInformer } from './client-information.js';
import { ClientRegistration } from './client-registration.js';
import { ClientRemoval } from './client-removal.js';
import { RegistrationController } from './registration.controller.js';
import { RegistrationAccess } from './registration-access.js';

/** Clients that register themselves. Where the configuration doesn't turn it on, nothing of it is served. */
@Module({})
export class RegistrationModule {
  /** @throws ConfigurationError when there is no such profile */
  static register({ on, profile }: RegistrationSettings): DynamicModule {
    if (!PROFILE_NAMES.some((name) => name === profile)) {
      const problem = `must be ${PROFILE_NAMES.join(' or ')}`;
      throw new ConfigurationError([{ key: 'PORTICO_REGISTRATION_PROFILE', problem }]);
    }
    if (!on) return { module: RegistrationModule };
    return {
      module: RegistrationModule,
      imports: [AuthorizationModule, ClientsModule, SignInModule, TokensModule],
      controllers: [RegistrationController],
      providers: [ClientInformer, RegistrationAccess, ClientRegistration, ClientConfiguration, ClientRemoval],
    };
  }
}
