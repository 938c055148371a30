import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** All that IPv6 has given out for the public Internet so far: RFC 4291 §2.4, IANA's registry. */
const GLOBAL_UNICAST = ipaddr.IPv6.parse('2000::');

/**
 * Whether an address belongs to the public Internet: none of the special-purpose ones of RFC 6890 (loopback,
 * private, link-local, shared, multicast, documentation, …). IPv6 addresses that carry an IPv4 address (mapped,
 * compatible, NAT64, 6to4, Teredo) are refused whatever they carry.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_UNICAST, 3)) return false;
  return parsed.range() === 'unicast';
}
