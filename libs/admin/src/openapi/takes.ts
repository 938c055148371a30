import { applyDecorators, type Type } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { DescribeProblems } from './describe-problems.js';

const JSON_TYPE = 'application/json';
/** RFC 7396 §4 */
const MERGE_PATCH_TYPE = 'application/merge-patch+json';

/** Bodies that work as they are, by what they are for. */
export type Examples = Readonly<Record<string, object>>;

interface Body {
  readonly required: boolean;
  readonly mediaTypes: readonly string[];
}

function takes(type: Type, given: Examples, { required, mediaTypes }: Body): MethodDecorator {
  const examples = Object.fromEntries(Object.entries(given).map(([summary, value]) => [summary, { value }]));
  return applyDecorators(
    ApiConsumes(...mediaTypes),
    ApiBody({ type, required, examples }),
    DescribeProblems('malformed_request', 'validation_failed', 'body_too_large', 'unsupported_media_type'),
  );
}

/** Describes the body that an endpoint needs. */
export function Takes(type: Type, examples: Examples): MethodDecorator {
  return takes(type, examples, { required: true, mediaTypes: [JSON_TYPE] });
}

/** Describes a body that may be left out. */
export function MayTake(type: Type, examples: Examples): MethodDecorator {
  return takes(type, examples, { required: false, mediaTypes: [JSON_TYPE] });
}

/** Describes a body that is a JSON merge patch of this. RFC 7396 */
export function TakesMergePatch(type: Type, examples: Examples): MethodDecorator {
  return takes(type, examples, { required: true, mediaTypes: [MERGE_PATCH_TYPE, JSON_TYPE] });
}
