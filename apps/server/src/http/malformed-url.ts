import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendMalformedAddress } from '#libs/admin';
import type { Issuer } from '#libs/config';
import { areaOf, pathBelow } from './area.js';

/** Answers an address that can't be read, such as `/%E0`: no route and no hook sees it. Repeats nothing of it. */
export function answerMalformedUrl({ path }: Issuer) {
  return (_error: Error, request: FastifyRequest, reply: FastifyReply): void => {
    reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    if (areaOf(pathBelow(path, request.url)) === 'admin') sendMalformedAddress(request, reply);
    else reply.code(400).send({ error: 'invalid_request', error_description: 'the address is malformed' });
  };
}
