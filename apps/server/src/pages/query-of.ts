import type { FastifyRequest } from 'fastify';
import { Parameters } from '#libs/protocol';

/** The query of a page's address. @throws OAuthError invalid_request */
export function queryOf({ url }: FastifyRequest): Parameters {
  const start = url.indexOf('?');
  return Parameters.fromQuery(start < 0 ? '' : url.slice(start + 1));
}
