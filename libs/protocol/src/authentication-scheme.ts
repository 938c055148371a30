/** The scheme that an `Authorization` header names, in lower case (`basic`, `bearer`). RFC 9110 §11.1, §11.6.2 */
export function authenticationScheme(header: string | undefined): string | undefined {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+(?= |$)/.exec(header ?? '')?.[0].toLowerCase();
}
