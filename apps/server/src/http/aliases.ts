import type { FastifyInstance } from 'fastify';
import type { Issuer } from '#libs/config';

const DOCUMENTS = ['openid-configuration', 'oauth-authorization-server', 'authzen-configuration'];

/**
 * An issuer with a path has its metadata at two URLs: OpenID Connect Discovery 1.0 §4 appends the well-known part to
 * the issuer, RFC 8414 §3 inserts it before the path. This serves the second.
 */
export function mountAliases(fastify: FastifyInstance, issuer: Issuer): void {
  if (issuer.path === '') return;
  for (const name of DOCUMENTS) {
    fastify.get(`/.well-known/${name}${issuer.path}`, async (_request, reply) => {
      const { headers, payload } = await fastify.inject(`${issuer.path}/.well-known/${name}`);
      return reply
        .headers({ 'content-type': headers['content-type'], 'cache-control': headers['cache-control'] })
        .send(payload);
    });
  }
}
