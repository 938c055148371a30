import type { FastifyReply, FastifyRequest } from 'fastify';

/** Answers an address that can't be read, such as `/%E0`: no route and no hook sees it. Repeats nothing of it. */
export function answerMalformedUrl(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  reply
    .code(400)
    .headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    .send({ error: 'invalid_request', error_description: 'the address is malformed' });
}
