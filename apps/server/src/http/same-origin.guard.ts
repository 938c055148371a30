import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Issuer } from '#libs/config';
import { CrossSiteError } from './cross-site-error.js';

/**
 * Lets a form through only when a page of Portico sent it. Browsers say so themselves: by `Sec-Fetch-Site`, by
 * `Origin`, or, the oldest, by `Referer` alone. A request that says nothing is refused.
 */
@Injectable()
export class SameOriginGuard implements CanActivate {
  constructor(private readonly issuer: Issuer) {}

  /** @throws CrossSiteError */
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!this.isOwn(headers)) throw new CrossSiteError();
    return true;
  }

  private isOwn({ origin, referer, ...headers }: FastifyRequest['headers']): boolean {
    const site = headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin') return false;
    if (origin !== undefined) return origin === this.issuer.origin;
    if (site !== undefined) return true;
    return referer !== undefined && URL.canParse(referer) && new URL(referer).origin === this.issuer.origin;
  }
}
