import { Injectable } from '@nestjs/common';
import { AuthGuard, type AuthGuardAuthenticateOptions } from '@nestjs/passport';
import { CLIENT_STRATEGY, type ClientStrategyOptions } from './client.strategy.js';
import { ClientAuthenticator } from './client-authenticator.js';

/** Lets a request through only from an authenticated client, which is then `request.client`. */
@Injectable()
export class ClientAuthenticationGuard extends AuthGuard(CLIENT_STRATEGY) {
  constructor(private readonly authenticator: ClientAuthenticator) {
    super();
  }

  override getAuthenticateOptions(): AuthGuardAuthenticateOptions & ClientStrategyOptions {
    return { session: false, property: 'client', authenticator: this.authenticator };
  }
}
