import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Issuer } from '#libs/config';
import { OAuthError, wwwAuthenticate } from '#libs/protocol';
import { type AccessToken, adminAudience, tooLittleScope } from '#libs/tokens';
import { Administrator } from './administrator.js';
import { type Permission, scopeFor } from './permissions.js';
import { REQUIRED_PERMISSION } from './requires-permission.js';

type AdminRequest = FastifyRequest & { accessToken: AccessToken; administrator?: Administrator };

/**
 * Lets a request through whose access token is meant for this API, holds the scope, and belongs to somebody who may.
 * Runs after the `BearerGuard`, which has just read the person, so role and status are those of now.
 */
@Injectable()
export class AdminGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly issuer: Issuer,
  ) {}

  /** @throws OAuthError invalid_token, insufficient_scope; ProblemError not_permitted */
  canActivate(context: ExecutionContext): boolean {
    const handler = context.getHandler();
    const permission = this.reflector.get<Permission | undefined>(REQUIRED_PERMISSION, handler);
    if (!permission) throw new Error(`${context.getClass().name}.${handler.name} names no permission`);

    const request = context.switchToHttp().getRequest<AdminRequest>();
    const { accessToken: token } = request;
    if (!token.aud.includes(adminAudience(this.issuer))) throw wrongAudience();
    if (!token.scope.includes(scopeFor(permission))) throw tooLittleScope(scopeFor(permission));

    const administrator = Administrator.of(token, request);
    administrator.assertMay(permission);
    request.administrator = administrator;
    return true;
  }
}

/** Whoever the `AdminGuard` let through. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Administrator => {
  const { administrator } = context.switchToHttp().getRequest<AdminRequest>();
  if (!administrator) throw new Error('this endpoint needs AdminGuard');
  return administrator;
});

/** RFC 9068 §4, RFC 6750 §3.1 */
function wrongAudience(): OAuthError {
  const description = 'the access token is not meant for the admin API';
  const challenge = { realm: 'Portico', error: 'invalid_token', error_description: description };
  return new OAuthError('invalid_token', description, {
    headers: { 'www-authenticate': wwwAuthenticate('Bearer', challenge) },
  });
}
