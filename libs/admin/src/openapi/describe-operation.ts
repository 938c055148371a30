import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { ProblemCode } from '../problems/problem-error.js';
import { DescribeProblems } from './describe-problems.js';

interface Operation {
  /** 200 unless told; also what is answered. */
  readonly status?: 200 | 201 | 204;
  /** What is answered; none with 204. */
  readonly type?: Type;
  /** The media type of what is answered as text, instead of `type`. */
  readonly text?: string;
  readonly description?: string;
  /** Whether the answer carries the ETag of one administered row. */
  readonly tagged?: boolean;
  readonly problems?: readonly ProblemCode[];
}

const ANSWERS = { 200: 'As it is now.', 201: 'As it was made.', 204: 'Done.' } as const;
const ETAG = {
  description: 'The version, for `If-Match`.',
  schema: { type: 'string', example: '"3"' },
} as const;
const LOCATION = {
  description: 'Where it is from now on.',
  schema: { type: 'string', format: 'uri' },
} as const;

/**
 * Describes an endpoint, and sets the status of its answer.
 * @param operationId the name of the method in generated clients
 * @param summary one line, without a full stop
 */
export function Operation(
  operationId: string,
  summary: string,
  { status = 200, type, text, description, tagged = false, problems = [] }: Operation = {},
): MethodDecorator {
  const headers = { ...(tagged && { ETag: ETAG }), ...(tagged && status === 201 && { Location: LOCATION }) };
  return applyDecorators(
    HttpCode(status),
    ApiOperation({ operationId, summary, ...(description && { description }) }),
    ApiResponse({ status, description: ANSWERS[status], headers, ...(text ? asText(text) : { type }) }),
    DescribeProblems(...problems),
  );
}

function asText(media: string) {
  return { content: { [media]: { schema: { type: 'string' } } } } as const;
}
