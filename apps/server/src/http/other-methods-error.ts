import { MethodNotAllowedException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * Tells what is there for another method from what isn't there at all, at every address without parameters.
 * RFC 9110 §15.5.6
 */
export function refuseOtherMethods(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const allowed = request.is404 ? allowedAt(request, fastify) : [];
    if (allowed.length === 0) return done();
    reply.header('allow', allowed.join(', '));
    done(new MethodNotAllowedException());
  });
}

function allowedAt({ url }: FastifyRequest, fastify: FastifyInstance): readonly string[] {
  const path = url.split('?', 1)[0] ?? '';
  return METHODS.filter((method) => fastify.hasRoute({ url: path, method }));
}
