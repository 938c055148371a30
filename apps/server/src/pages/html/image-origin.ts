/**
 * Whether it may be written into `img-src`. A host may hold `;` and `,` for URL parsers (WHATWG URL §3.5),
 * and those end a directive or a whole policy: such a logo is not shown.
 */
export function isImageOrigin(origin: string): boolean {
  return /^https:\/\/(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d+)?$/.test(origin);
}
