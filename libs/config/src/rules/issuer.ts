import { ValidateBy, type ValidationOptions } from 'class-validator';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Hosts that never leave the machine; with them plain http is safe. RFC 8252 §8.3 */
export function isLoopback(url: string): boolean {
  return URL.canParse(url) && LOOPBACK.test(new URL(url).hostname);
}

/** Why this can't be an issuer, or undefined when it can. RFC 8414 §2, RFC 9207 §2 */
export function problemWithIssuer(text: string): string | undefined {
  if (!URL.canParse(text)) return 'must be a URL';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must be an https URL';
  if (url.protocol === 'http:' && !isLoopback(text))
    return 'must be https, unless its host is a loopback one';
  if (url.username || url.password) return 'must not hold a user name or password';
  if (text.includes('?') || text.includes('#')) return 'must have no query and no fragment';
  if (text.endsWith('/')) return 'must not end with a slash';
  // Clients compare the issuer byte for byte, so one spelling only: lower-case host, no default port, no dot segments.
  const normal = url.pathname === '/' ? url.origin : url.href;
  return text === normal ? undefined : 'must be written in its normal form (RFC 3986 §6.2)';
}

/** The property is an issuer that every client can compare byte for byte. */
export function IsIssuer(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isIssuer',
      validator: {
        validate: (value: unknown) => problemWithIssuer(String(value)) === undefined,
        defaultMessage: (context) => problemWithIssuer(String(context?.value)) ?? '',
      },
    },
    options,
  );
}
