import { Module } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Sweeper } from '#libs/storage';
import { AuthenticationMethods } from './authentication/authentication-methods.js';
import { ClientStrategy } from './authentication/client.strategy.js';
import { ClientAssertionRepository } from './authentication/client-assertion.repository.js';
import { ClientAssertions } from './authentication/client-assertions.js';
import type { ClientAuthenticationMethod } from './authentication/client-authentication-method.js';
import { ClientAuthenticator } from './authentication/client-authenticator.js';
import { ClientKeys } from './authentication/client-keys.js';
import { AUTHENTICATION_METHOD_NAMES, AUTHENTICATION_METHODS } from './authentication/index.js';
import { ClientRepository } from './client.repository.js';
import { ClientAccess } from './client-access.js';
import { ClientChanges } from './client-changes.js';
import { ClientLifecycle } from './client-lifecycle.js';
import { ClientRegistry } from './client-registry.js';
import { ClientService } from './client-service.js';
import { ClientWrites } from './client-writes.js';
import { ClientList } from './listing/client-list.js';
import { ClientListRepository } from './listing/client-list.repository.js';
import { ManagementClient } from './management-client.js';
import { ClientSecretRepository } from './secrets/client-secret.repository.js';
import { ClientSecrets } from './secrets/client-secrets.js';
import { SealedSecrets } from './secrets/sealed-secrets.js';
import { SecretResealing } from './secrets/secret-resealing.js';
import { SectorDocuments } from './sector-documents.js';

const methodClasses = Object.values(AUTHENTICATION_METHODS);

/** Needs the global modules of configuration, clock, storage, secrets, outbound and audit. */
@Module({
  providers: [
    ClientRepository,
    ClientSecretRepository,
    ClientListRepository,
    ClientAssertionRepository,
    ClientRegistry,
    ClientWrites,
    ClientSecrets,
    ClientChanges,
    ClientLifecycle,
    ClientAccess,
    ClientList,
    SectorDocuments,
    ClientService,
    ManagementClient,
    ClientKeys,
    ClientAssertions,
    SealedSecrets,
    SecretResealing,
    ...methodClasses,
    {
      provide: AuthenticationMethods,
      inject: methodClasses,
      useFactory: (...methods: ClientAuthenticationMethod[]) =>
        AuthenticationMethods.of(AUTHENTICATION_METHOD_NAMES, methods),
    },
    ClientAuthenticator,
    ClientStrategy,
  ],
  exports: [ClientAccess, ClientRegistry, ClientService, ClientAuthenticator, ClientKeys],
})
export class ClientsModule {
  constructor(assertions: ClientAssertionRepository, sweeper: Sweeper, clock: Clock) {
    sweeper.register('client_assertions', (limit) => assertions.removeExpired(clock.now(), limit));
  }
}
