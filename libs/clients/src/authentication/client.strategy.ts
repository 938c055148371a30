import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { type FastifyRequest } from 'fastify';
import CustomStrategy from 'passport-custom';
import { Parameters } from '#libs/protocol';
import type { AuthenticatedClient } from './authenticated-client.js';
import type { ClientAuthenticator } from './client-authenticator.js';

export const CLIENT_STRATEGY = 'client';

/** What the guard hands to the strategy. */
export interface ClientStrategyOptions {
  readonly authenticator: ClientAuthenticator;
}

/**
 * Client authentication as Passport knows it. Passport keeps its strategies in one table for the whole process, so
 * this one holds nothing: each server's guard brings its own authenticator.
 */
@Injectable()
export class ClientStrategy extends PassportStrategy(CustomStrategy.Strategy, CLIENT_STRATEGY) {
  constructor() {
    super({ passOptionsToCallback: true });
  }

  validate(request: FastifyRequest, { authenticator }: ClientStrategyOptions): Promise<AuthenticatedClient> {
    const { authorization } = request.headers;
    return authenticator.authenticate({ authorization, parameters: Parameters.fromForm(request.body) });
  }
}
