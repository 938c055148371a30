/** Characters that RFC 3986 §2 allows in a URI, `%` included. */
const URI_CHARACTERS = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/;
const LONGEST = 2000;
const LOOPBACK_HOSTS: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** What a stored URI of any kind must not hold. RFC 3986 §2, RFC 9700 §4.1. @returns a reason in words */
export function checkUriSyntax(uri: string): string | undefined {
  if (uri === '') return 'is empty';
  if (uri.length > LONGEST) return `is longer than ${LONGEST} characters`;
  if (!URI_CHARACTERS.test(uri)) {
    return 'holds a character that a URI may not hold (white space, a control character, a backslash, or one outside ASCII)';
  }
  if (/%(?![0-9A-Fa-f]{2})/.test(uri)) return 'holds a % that is not followed by two hexadecimal digits';
  if (/%(?:[01][0-9A-Fa-f]|7[Ff])/.test(uri)) return 'holds a percent-encoded control character';
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(uri)) return 'is not absolute';
  if (hasDotSegment(uri)) return "holds a path segment '.' or '..'";
  return undefined;
}

/** `https`, or `http` on this machine, with a host that every parser reads alike. @returns a reason in words */
export function checkWebAddress(uri: string): string | undefined {
  const found = /^(https?):\/\/([^/?#]*)/.exec(uri);
  if (found === null) return 'must begin with https://';
  const [, scheme, authority = ''] = found;
  if (authority.includes('@')) return 'must not hold a user name';
  const host = authority.replace(/:[1-9][0-9]{0,4}$/, '');
  if (!URL.canParse(uri) || new URL(uri).hostname !== host.toLowerCase() || host.endsWith('.')) {
    return 'has a host or port that is not in its usual form';
  }
  if (scheme === 'http' && !LOOPBACK_HOSTS.includes(host)) return 'must be https, except on localhost';
  return undefined;
}

/** `..` in all its disguises: percent-encoded, after an encoded slash or backslash, before a path parameter. */
function hasDotSegment(uri: string): boolean {
  const [path = ''] = uri.replace(/^[^:]*:(?:\/\/[^/?#]*)?/, '').split(/[?#]/);
  const segments = path
    .replace(/%2e/gi, '.')
    .replace(/%2f|%5c/gi, '/')
    .split('/');
  return segments.some((segment) => /^\.\.?(?:;|$)/.test(segment));
}
