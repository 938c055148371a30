import type { Type } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions, DECORATORS } from '@nestjs/swagger';

/**
 * Describes members of a class as another class describes them, but for what differs: what is optional in a request
 * is always there in an answer, and so on.
 */
export function describeLike(
  source: Type,
  target: Type,
  members: readonly string[],
  difference: (member: string) => ApiPropertyOptions,
): void {
  for (const member of members) {
    const known = Reflect.getMetadata(DECORATORS.API_MODEL_PROPERTIES, source.prototype, member);
    ApiProperty({ ...known, ...difference(member) })(target.prototype, member);
  }
}
