import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { AccessToken } from '../access/access-token.js';
import { badToken } from './bearer-token-error.js';

/** Lets a request through that brings a good access token, and puts it on the request as `accessToken`. */
@Injectable()
export class BearerGuard extends AuthGuard('bearer') {
  override getAuthenticateOptions() {
    return { property: 'accessToken', session: false };
  }

  override handleRequest<T>(error: unknown, accessToken: T): T {
    if (error) throw error;
    if (!accessToken) throw badToken();
    return accessToken;
  }
}

/** The access token that the `BearerGuard` found good. */
export const BearerToken = createParamDecorator(
  (_: unknown, context: ExecutionContext): AccessToken => context.switchToHttp().getRequest().accessToken,
);
