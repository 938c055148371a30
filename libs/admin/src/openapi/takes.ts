import { applyDecorators, type Type } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { DescribeProblems } from './describe-problems.js';

const JSON_TYPE = 'application/json';
/** RFC 7396 §4 */
const MERGE_PATCH_TYPE = 'application/merge-patch+json';

function takes(type: Type, required: boolean, ...mediaTypes: readonly string[]): MethodDecorator {
  return applyDecorators(
    ApiConsumes(...mediaTypes),
    ApiBody({ type, required }),
    DescribeProblems('malformed_request', 'validation_failed', 'body_too_large', 'unsupported_media_type'),
  );
}

/** Describes the body that an endpoint needs. */
export function Takes(type: Type): MethodDecorator {
  return takes(type, true, JSON_TYPE);
}

/** Describes a body that may be left out. */
export function MayTake(type: Type): MethodDecorator {
  return takes(type, false, JSON_TYPE);
}

/** Describes a body that is a JSON merge patch of this. RFC 7396 */
export function TakesMergePatch(type: Type): MethodDecorator {
  return takes(type, true, MERGE_PATCH_TYPE, JSON_TYPE);
}
