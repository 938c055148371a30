import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemDto } from '../problems/problem.dto.js';
import { PROBLEMS, type ProblemCode } from '../problems/problem-error.js';

const DESCRIBED = 'portico:problems';

/** The problems that an endpoint answers with. May stand more than once on it. */
export function DescribeProblems(...codes: readonly ProblemCode[]): MethodDecorator & ClassDecorator {
  return (target: object, key?: string | symbol, handler?: PropertyDescriptor) => {
    const described: object = handler?.value ?? target;
    const before: readonly ProblemCode[] = Reflect.getOwnMetadata(DESCRIBED, described) ?? [];
    const added = [...new Set(codes)].filter((code) => !before.includes(code));
    Reflect.defineMetadata(DESCRIBED, [...before, ...added], described);
    const decorator = applyDecorators(ApiExtraModels(ProblemDto), ...byStatus(added).map(describeStatus));
    if (key !== undefined && handler !== undefined) decorator(target, key, handler);
    else decorator(target as never);
  };
}

/** `ApiResponse` puts the descriptions of one status together. */
function byStatus(codes: readonly ProblemCode[]): (readonly [number, readonly ProblemCode[]])[] {
  const statuses = new Set(codes.map((code) => PROBLEMS[code].status));
  return [...statuses].map((status) => [status, codes.filter((code) => PROBLEMS[code].status === status)]);
}

function describeStatus([status, codes]: readonly [number, readonly ProblemCode[]]) {
  return ApiResponse({
    status,
    description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join('\n\n'),
    content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } },
  });
}
