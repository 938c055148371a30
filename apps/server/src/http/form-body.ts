import type { FastifyInstance } from 'fastify';

/**
 * Forms reach the controllers as they were sent, to be read by `libs/protocol` alone: a parser that folds repeated
 * parameters would hide what RFC 6749 §3.1 forbids. JSON of no length is no body, for many libraries name the type
 * with every request, a DELETE too.
 */
export function acceptForms(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  );
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'string' },
    (request, body, done) => (body === '' ? done(null) : parseJson(request, body as string, done)),
  );
}
