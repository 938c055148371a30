import ipaddr from 'ipaddr.js';

/**
 * The network that an address belongs to, as far as one attacker can be thought to hold it: /24 of IPv4, /64 of
 * IPv6. All that is no address counts as one network, so that nothing gets round being counted.
 */
export function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  const bytes = address.toByteArray();
  const [length, bits] = address.kind() === 'ipv4' ? [3, 24] : [8, 64];
  return `${Buffer.from(bytes.slice(0, length)).toString('hex')}/${bits}`;
}
