import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { RouteOptions } from 'fastify';
import { Issuer } from '#libs/config';
import { ADMIN_PATH } from './admin-controller.js';
import { sendProblem } from './problems/problem.filter.js';

interface AdminRoute {
  readonly method: string;
  readonly matches: RegExp;
}

/** The routes of the admin API, as they are registered. */
@Injectable()
export class AdminRoutes {
  private readonly routes: AdminRoute[] = [];
  private readonly base: string;

  constructor(
    private readonly http: HttpAdapterHost<FastifyAdapter>,
    issuer: Issuer,
  ) {
    this.base = `${issuer.path}/${ADMIN_PATH}`;
  }

  /** To be called before the routes are registered. */
  watch(): void {
    this.http.httpAdapter.getInstance().addHook('onRoute', (route) => {
      if (`${route.url}/`.startsWith(`${this.base}/`)) this.add(route);
    });
  }

  /** The methods that are served at a path, for `Allow`. RFC 9110 §10.2.1 */
  methodsAt(path: string): readonly string[] {
    const found = this.routes.filter(({ matches }) => matches.test(path)).map(({ method }) => method);
    return [...new Set(found)].sort();
  }

  /** Fastify refuses some requests before Nest is asked (malformed JSON, too large a body): by a problem as well. */
  private add(route: RouteOptions): void {
    route.errorHandler = sendProblem;
    const { method, url } = route;
    if (typeof method === 'string') this.routes.push({ method, matches: patternOf(url) });
  }
}

function patternOf(url: string): RegExp {
  const segments = url
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '[^/]+' : segment.replaceAll('.', '\\.')));
  return new RegExp(`^${segments.join('/')}$`);
}
