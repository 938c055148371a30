import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Issuer } from '#libs/config';
import { isSameOrigin } from '#libs/protocol';
import { CrossSiteError } from './cross-site-error.js';

/** Lets a form through only when a page of Portico sent it, so that no other site can act for the person. */
@Injectable()
export class SameOriginGuard implements CanActivate {
  constructor(private readonly issuer: Issuer) {}

  /** @throws CrossSiteError */
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!isSameOrigin(headers, this.issuer.origin)) throw new CrossSiteError();
    return true;
  }
}
