import type { Type } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions, DECORATORS } from '@nestjs/swagger';

/**
 * Describes members of a class as another class describes them, but for what differs: what is optional in a request
 * is always there in an answer, and so on. A default goes into the description: generators of typed clients take it to
 * mean that the member is always there.
 */
export function describeLike(
  source: Type,
  target: Type,
  members: readonly string[],
  difference: (member: string) => Pick<ApiPropertyOptions, 'required' | 'nullable'>,
): void {
  for (const member of members) {
    const known = Reflect.getMetadata(DECORATORS.API_MODEL_PROPERTIES, source.prototype, member);
    const { default: usual, description, ...rest } = known;
    const described =
      usual === undefined ? description : `${description} Default: \`${JSON.stringify(usual)}\`.`;
    ApiProperty({ ...rest, description: described, ...difference(member) })(target.prototype, member);
  }
}
