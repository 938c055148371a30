import { All, Controller, Req, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ADMIN_PATH } from './admin-controller.js';
import { AdminRoutes } from './admin-routes.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { ProblemError } from './problems/problem-error.js';

/** Everything below the admin API's path that is none of its endpoints, so that this too is answered as a problem. */
@Controller(ADMIN_PATH)
@UseFilters(ProblemFilter)
@ApiExcludeController()
export class UnknownEndpointController {
  constructor(private readonly routes: AdminRoutes) {}

  /** RFC 9110 §15.5.5 and §15.5.6 */
  @All(['', '*'])
  refuse(@Req() { method, url }: FastifyRequest): never {
    const methods = this.routes.methodsAt(url.split('?', 1)[0] ?? '');
    // A method that is served there would have been: a part of the address is too long to be anything.
    if (methods.length === 0 || methods.includes(method))
      throw new ProblemError('not_found', 'There is no such endpoint.');
    throw new ProblemError('method_not_allowed', 'Allow says which methods there are.', {
      headers: { allow: methods.join(', ') },
    });
  }
}
