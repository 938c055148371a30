import { describeNearest, type RedirectUriFacts } from './redirect-uri-difference.js';
import { type ApplicationType } from './redirect-uri-registration.js';

let prove: (value: string) => MatchedRedirectUri;

/**
 * A redirect_uri to which something may be sent. Only `matchRedirectUri` makes one, so that a parameter of
 * this type is proof of the check.
 */
export class MatchedRedirectUri {
  readonly #value: string;

  private constructor(value: string) {
    this.#value = value;
  }

  static {
    prove = (value) => new MatchedRedirectUri(value);
  }

  /** As it was presented: what the code is bound to. */
  get value(): string {
    return this.#value;
  }
}

export type RedirectUriRefusal = 'missing' | 'none_registered' | 'not_registered';

export type RedirectUriVerdict =
  | { readonly matched: MatchedRedirectUri; readonly refused?: undefined; readonly facts?: undefined }
  | { readonly matched?: undefined; readonly refused: RedirectUriRefusal; readonly facts: RedirectUriFacts };

/**
 * Exact matching: byte for byte one of the registered ones, nothing decoded, nothing normalised. RFC 9700 §2.1,
 * OpenID Connect Core 1.0 §3.1.2.1. The one exception is the port of a native client's loopback address:
 * RFC 8252 §7.3.
 *
 * @param allowMissing whether a request without redirect_uri means the only one registered: RFC 6749
 * §3.1.2.3, which OpenID Connect rules out (so not with the scope `openid`).
 */
export function matchRedirectUri(
  presented: string | undefined,
  registered: readonly string[],
  applicationType: ApplicationType,
  { allowMissing = false }: { readonly allowMissing?: boolean } = {},
): RedirectUriVerdict {
  if (presented === undefined || presented === '') return whenMissing(registered, allowMissing);
  if (registered.some((one) => one === presented || differsInFreePort(presented, one, applicationType))) {
    return { matched: prove(presented) };
  }
  const refused = registered.length === 0 ? 'none_registered' : 'not_registered';
  return { refused, facts: describeNearest(presented, registered, applicationType) };
}

function whenMissing(registered: readonly string[], allowMissing: boolean): RedirectUriVerdict {
  const [only] = registered;
  if (allowMissing && only !== undefined && registered.length === 1) return { matched: prove(only) };
  return { refused: 'missing', facts: { registered: registered.length } };
}

/** The loopback addresses, never the name `localhost`: RFC 8252 §7.3 and §8.3. */
const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|\[::1\])(?::([1-9][0-9]{0,4}))?(?=[/?]|$)/;

/** RFC 8252 §7.3: any port, chosen when the native application starts to listen. */
function differsInFreePort(presented: string, registered: string, applicationType: ApplicationType): boolean {
  if (applicationType !== 'native') return false;
  const withoutPort = withoutLoopbackPort(presented);
  return withoutPort !== undefined && withoutPort === withoutLoopbackPort(registered);
}

function withoutLoopbackPort(uri: string): string | undefined {
  const found = LOOPBACK.exec(uri);
  if (found === null) return undefined;
  const [start, port] = found;
  if (port === undefined) return uri;
  return Number(port) > 65_535 ? undefined : start.slice(0, -port.length - 1) + uri.slice(start.length);
}
