import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DescribeProblems } from '../openapi/describe-problems.js';
import { onHandler } from '../openapi/on-handler.js';
import { Precondition } from './precondition.js';

interface Demand {
  readonly required: boolean;
}

const IfMatchParam = createParamDecorator((demand: Demand, context: ExecutionContext): Precondition => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  return Precondition.parse(header, demand);
});

/** The `Precondition` of a request, and its lines in the OpenAPI document. */
export function IfMatch({ required }: Demand = { required: false }): ParameterDecorator {
  return onHandler(
    IfMatchParam({ required }),
    ApiHeader({
      name: 'If-Match',
      required,
      description: required
        ? 'The ETag of what is replaced; `*`: whatever is there.'
        : 'The ETag of what the change was decided on. Without it, whatever is there is changed.',
      example: '"3"',
    }),
    required
      ? DescribeProblems('version_mismatch', 'precondition_required')
      : DescribeProblems('version_mismatch', 'changed_meanwhile'),
  );
}
