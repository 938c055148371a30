import { describe, expect, it } from 'vitest';
import { networkOf } from './network.js';

describe('The network of an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.255', true],
    ['192.0.2.1', '192.0.3.1', false],
    ['192.0.2.1', '::ffff:192.0.2.9', true],
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
    ['2001:db8:1:2::1', '2001:DB8:1:2::2', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['32.1.13.184', '2001:db8::', false],
    ['', 'not an address', true],
    ['fe80::1%eth0', 'fe80::2%eth1', true],
  ])('of %j and of %j: the same is %s', (a, b, same) => {
    expect(networkOf(a) === networkOf(b)).toBe(same);
  });
});
