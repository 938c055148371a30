import {
  applyDecorators,
  Controller,
  UseFilters,
  UseGuards,
  UseInterceptors,
  UsePipes,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BearerGuard } from '#libs/tokens';
import { AdminGuard } from './access/admin.guard.js';
import { AnswerHeaders } from './answer-headers.interceptor.js';
import { DescribeProblems } from './openapi/describe-problems.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { ClosedSchemaPipe } from './validation/closed-schema.pipe.js';

/** Below the issuer. */
export const ADMIN_PATH = 'admin/v1';

/**
 * A controller of the admin API: who calls it is known and may, what is sent is valid, and what goes wrong is a
 * problem. @param path below `/admin/v1`, without slashes at its ends @param tag its heading in the documentation
 */
export function AdminController(path: string, tag: string): ClassDecorator {
  return applyDecorators(
    Controller(path === '' ? ADMIN_PATH : `${ADMIN_PATH}/${path}`),
    UseGuards(BearerGuard, AdminGuard),
    UseInterceptors(AnswerHeaders),
    UseFilters(ProblemFilter),
    UsePipes(ClosedSchemaPipe),
    ApiTags(tag),
    DescribeProblems(
      'invalid_token',
      'insufficient_scope',
      'not_permitted',
      'internal_error',
      'temporarily_unavailable',
    ),
  );
}
