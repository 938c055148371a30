import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { AuthorizationTarget } from './request/authorization-target.js';
import { AuthorizationTargets } from './request/authorization-targets.js';
import { sentParameters } from './request/sent-parameters.js';

/**
 * Lets an authorization request through only when its client is known and its redirect_uri is exactly a registered
 * one; otherwise the person sees an error page and nothing is sent anywhere. RFC 9700 §2.1
 */
@Injectable()
export class RedirectUriGuard implements CanActivate {
  constructor(private readonly targets: AuthorizationTargets) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<{ authorizationTarget?: AuthorizationTarget }>();
    request.authorizationTarget = await this.targets.find(
      sentParameters(context.switchToHttp().getRequest()),
    );
    return true;
  }
}
