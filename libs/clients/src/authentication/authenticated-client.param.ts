import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { AuthenticatedClient } from './authenticated-client.js';

/** The client that `ClientAuthenticationGuard` let through. @throws Error where the guard is missing */
export const AuthenticatedClientParam = createParamDecorator(
  (_: unknown, context: ExecutionContext): AuthenticatedClient => {
    const { client } = context.switchToHttp().getRequest<{ client?: unknown }>();
    if (AuthenticatedClient.isOne(client)) return client;
    throw new Error('this endpoint needs ClientAuthenticationGuard');
  },
);
