import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Asking } from './registration-access.js';

/** Who sent the request at hand. */
export const AskingParam = createParamDecorator((_: unknown, context: ExecutionContext): Asking => {
  const { headers, ip, id } = context.switchToHttp().getRequest<FastifyRequest>();
  return { authorization: headers.authorization, ip, request_id: id };
});
