import { describe, expect, it } from 'vitest';
import { isInNetworks, networkProblem } from './network.js';

describe('The networks of a policy', () => {
  it.each(['10.0.0.0/8', '192.0.2.1', '192.0.2.1/32', '0.0.0.0/0', '2001:db8::/32', '::1', '::/0'])(
    'may be %s',
    (text) => expect(networkProblem(text)).toBeUndefined(),
  );

  it.each([
    '10/8',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/08',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '010.0.0.0/8',
    '0x0a.0.0.0/8',
    '10.0.0.0 /8',
    ' 10.0.0.0/8',
    '10.0.0.256',
    '2001:db8::/129',
    'fe80::1%eth0',
    'fe80::1%eth0/64',
    'localhost',
    '',
    '/8',
    '*',
    '167772160',
    '10.0.0.0/1e1',
    '10.0.0.0/ 8',
    '::ffff:10.0.0.0/104',
    '::ffff:a00:1',
  ])('may not be %j', (text) => expect(networkProblem(text)).toMatch(/^must be/));

  it.each(['10.0.0.1/8', '192.0.2.255/31', '2001:db8::1/64'])(
    'says that %s is not the first of its range',
    (text) => expect(networkProblem(text)).toContain('first address'),
  );

  it.each([
    ['10.255.255.255', ['10.0.0.0/8'], true],
    ['11.0.0.0', ['10.0.0.0/8'], false],
    ['192.0.2.1', ['10.0.0.0/8', '192.0.2.1'], true],
    ['::ffff:10.1.2.3', ['10.0.0.0/8'], true],
    ['::ffff:0a01:0203', ['10.0.0.0/8'], true],
    ['::ffff:11.1.2.3', ['10.0.0.0/8'], false],
    ['::ffff:10.1.2.3', ['::/0'], false],
    ['10.1.2.3', ['::/0'], false],
    ['2001:db8:0:0::1', ['2001:db8::/32'], true],
    ['2001:db9::1', ['2001:db8::/32'], false],
    ['::1', ['0.0.0.0/0'], false],
    ['unknown', ['0.0.0.0/0', '::/0'], false],
    ['', ['0.0.0.0/0'], false],
    ['10.1.2.3, 1.1.1.1', ['0.0.0.0/0'], false],
    ['10.1.2.3', ['no network'], false],
  ])('%s is in %j: %s', (address, networks, expected) => {
    expect(isInNetworks(address, networks)).toBe(expected);
  });
});
