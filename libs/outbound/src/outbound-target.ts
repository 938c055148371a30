import { isIP } from 'node:net';
import { bareHost, isAllowedHost } from './allowed-hosts.js';
import { OutboundError } from './outbound-error.js';
import { isPublicAddress } from './public-address.js';

/** A URL that may be called, as far as that can be told before its name is resolved. */
export interface OutboundTarget {
  readonly url: URL;
  /** Whether the addresses of its name must be public. */
  readonly publicOnly: boolean;
}

/**
 * The URL parser writes decimal, octal and hexadecimal addresses in their usual form; an address in the URL is
 * checked here, because node:net asks no `lookup` about one.
 * @throws OutboundError invalid_url, credentials, not_https, not_public
 */
export function outboundTarget(text: string, allowedHosts: readonly string[]): OutboundTarget {
  if (!URL.canParse(text)) throw new OutboundError('invalid_url');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') throw new OutboundError('credentials');
  const allowed = isAllowedHost(url, allowedHosts);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowed))
    throw new OutboundError('not_https');
  const host = bareHost(url);
  if (!allowed && isIP(host) !== 0 && !isPublicAddress(host)) throw new OutboundError('not_public');
  return { url, publicOnly: !allowed };
}
