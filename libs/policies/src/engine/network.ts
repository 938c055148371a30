import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address of IPv4 or IPv6, with the number of bits that matter. */
type Network = readonly [address: ipaddr.IPv4 | ipaddr.IPv6, bits: number];

/** `10.0.0.0/8`, `2001:db8::/32`, or one address. Nothing else: no zone, no leading zero, no short form. */
function parseNetwork(text: string): Network | undefined {
  const [address = '', length, ...more] = text.split('/');
  const kind = isIP(address);
  if (kind === 0 || more.length > 0 || address.includes('%')) return undefined;
  const widest = kind === 4 ? 32 : 128;
  if (length !== undefined && !/^(?:0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const bits = length === undefined ? widest : Number(length);
  return bits > widest ? undefined : [ipaddr.parse(address), bits];
}

/** What is wrong with the text of a network; undefined when nothing is. */
export function networkProblem(text: string): string | undefined {
  const network = parseNetwork(text);
  if (!network) return 'must be an address or a range such as 10.0.0.0/8 or 2001:db8::/32';
  const [address, bits] = network;
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress()) {
    return 'must be written as IPv4: requests from IPv4-mapped addresses count as IPv4';
  }
  return isFirst(address, bits)
    ? undefined
    : 'must be the first address of its range: the bits after it are 0';
}

/** Whether an address lies in one of these networks; an IPv4-mapped IPv6 address is the IPv4 address that it carries. */
export function isInNetworks(address: string, networks: readonly string[]): boolean {
  if (isIP(address) === 0) return false;
  const from = ipaddr.process(address);
  return networks.some((text) => {
    const network = parseNetwork(text);
    return network !== undefined && network[0].kind() === from.kind() && from.match([network[0], network[1]]);
  });
}

function isFirst(address: ipaddr.IPv4 | ipaddr.IPv6, bits: number): boolean {
  return address.toByteArray().every((byte, index) => {
    const kept = Math.min(8, Math.max(0, bits - 8 * index));
    return (byte & (0xff >> kept)) === 0;
  });
}
