import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard, type AuthGuardAuthenticateOptions } from '@nestjs/passport';
import type { AccessToken } from '../access/access-token.js';
import { AccessTokens } from '../access/access-tokens.js';
import { BEARER_STRATEGY, type BearerStrategyOptions } from './bearer.strategy.js';

/** Lets a request through that brings a good access token, and puts it on the request as `accessToken`. */
@Injectable()
export class BearerGuard extends AuthGuard(BEARER_STRATEGY) {
  constructor(private readonly accessTokens: AccessTokens) {
    super();
  }

  override getAuthenticateOptions(): AuthGuardAuthenticateOptions & BearerStrategyOptions {
    return { session: false, property: 'accessToken', accessTokens: this.accessTokens };
  }
}

/** The access token that the `BearerGuard` found good. */
export const BearerToken = createParamDecorator(
  (_: unknown, context: ExecutionContext): AccessToken => context.switchToHttp().getRequest().accessToken,
);
