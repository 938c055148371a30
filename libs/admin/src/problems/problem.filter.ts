import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemDto } from './problem.dto.js';
import { ProblemError } from './problem-error.js';
import { problemOf } from './problem-of.js';

/** Answers everything that is thrown in the admin API as problem details. RFC 9457 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    await sendProblem(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}

/** Also for what Fastify refuses by itself. What nobody foresaw is logged, under the id that the caller is told. */
export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(thrown);
  if (problem.status >= 500) request.log.error({ req: request, err: thrown }, 'admin request failed');
  return reply
    .code(problem.status)
    .headers({ 'cache-control': 'no-store', ...problem.headers })
    .type('application/problem+json')
    .send(problemDetails(problem, request.id));
}

/** For an address that no route can be found for. */
export function sendMalformedAddress(request: FastifyRequest, reply: FastifyReply): void {
  const detail = 'The address can’t be read: see its percent signs.';
  sendProblem(new ProblemError('malformed_request', detail), request, reply);
}

function problemDetails(
  { code, title, status, detail, errors }: ProblemError,
  requestId: string,
): ProblemDto {
  return {
    type: `urn:portico:problem:${code}`,
    title,
    status,
    detail,
    instance: `urn:portico:request:${requestId}`,
    ...(errors && { errors }),
  };
}
