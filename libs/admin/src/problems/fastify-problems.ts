import type { FastifyInstance } from 'fastify';
import { sendProblem } from './problem.filter.js';

/**
 * Answers as a problem what Fastify refuses before Nest is asked: malformed JSON, another content type, a body that is
 * too large. To be called before the routes are registered.
 */
export function refuseByProblem(fastify: FastifyInstance, isAdminPath: (path: string) => boolean): void {
  fastify.addHook('onRoute', (route) => {
    if (isAdminPath(route.url)) route.errorHandler = sendProblem;
  });
}
