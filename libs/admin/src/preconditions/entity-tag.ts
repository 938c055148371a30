/** The strong entity tag of a row's version. RFC 9110 §8.8.3 */
export function entityTag(version: number): string {
  return `"${version}"`;
}

/** `*`, or entity tags; weak ones parse, and match nothing here. RFC 9110 §13.1.1 */
const TAG = /^(?:W\/)?"[\x21\x23-\x7e]*"$/;

/** The tags of an `If-Match` header, or `*`; undefined when it is malformed. */
export function parseIfMatch(header: string): '*' | readonly string[] | undefined {
  const value = header.trim();
  if (value === '*') return '*';
  const tags = value.split(',').map((tag) => tag.trim());
  return tags.every((tag) => TAG.test(tag)) ? tags : undefined;
}
