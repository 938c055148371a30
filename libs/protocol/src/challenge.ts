/**
 * The value of a `WWW-Authenticate` header. Every parameter is a quoted-string; what can't stand in a header
 * becomes `?`, so no value can end the header. RFC 9110 §11.6.1, RFC 6750 §3
 * @param params those that are undefined are left out
 */
export function wwwAuthenticate(
  scheme: 'Basic' | 'Bearer',
  params: Readonly<Record<string, string | undefined>> = {},
): string {
  const list = Object.entries(params).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${quotedString(value)}`],
  );
  return [scheme, list.join(', ')].join(' ').trimEnd();
}

function quotedString(value: string): string {
  return `"${value.replace(/[^\x20-\x7E]/gu, '?').replace(/["\\]/g, '\\$&')}"`;
}
