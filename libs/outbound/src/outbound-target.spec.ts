import { describe, expect, it } from 'vitest';
import { outboundTarget } from './outbound-target.js';

describe('Which URLs of others may be called', () => {
  it.each([
    ['https and a name', 'https://app.example/jwks.json'],
    ['another port', 'https://app.example:8443/jwks.json?a=b#c'],
    ['a public IPv4 address', 'https://8.8.8.8/'],
    ['a public IPv6 address', 'https://[2606:4700:4700::1111]/'],
  ])('takes %s', (_, url) => {
    expect(outboundTarget(url, [])).toMatchObject({ publicOnly: true });
  });

  it.each([
    ['nothing', '', 'invalid_url'],
    ['a path', '/jwks.json', 'invalid_url'],
    ['a port beyond the last', 'https://app.example:65536/', 'invalid_url'],
    ['plain http', 'http://app.example/', 'not_https'],
    ['a file', 'file:///etc/passwd', 'not_https'],
    ['data', 'data:application/json,{}', 'not_https'],
    ['ftp', 'ftp://app.example/', 'not_https'],
    ['gopher', 'gopher://app.example/', 'not_https'],
    ['a user name', 'https://user@app.example/', 'credentials'],
    ['a user name and password', 'https://user:password@app.example/', 'credentials'],
    ['a password alone', 'https://:password@app.example/', 'credentials'],
    ['loopback', 'https://127.0.0.1/', 'not_public'],
    ['decimal loopback', 'https://2130706433/', 'not_public'],
    ['octal loopback', 'https://0177.0.0.1/', 'not_public'],
    ['hexadecimal loopback', 'https://0x7f000001/', 'not_public'],
    ['shortened loopback', 'https://127.1/', 'not_public'],
    ['zero', 'https://0/', 'not_public'],
    ['full-width digits', 'https://１２７.0.0.1/', 'not_public'],
    ['a trailing dot', 'https://127.0.0.1./', 'not_public'],
    ['cloud metadata', 'https://169.254.169.254/latest/meta-data/', 'not_public'],
    ['decimal cloud metadata', 'https://2852039166/', 'not_public'],
    ['IPv6 loopback', 'https://[::1]/', 'not_public'],
    ['IPv4-mapped loopback', 'https://[::ffff:127.0.0.1]/', 'not_public'],
    ['IPv4-compatible loopback', 'https://[::127.0.0.1]/', 'not_public'],
    ['NAT64 loopback', 'https://[64:ff9b::7f00:1]/', 'not_public'],
    ['unique local', 'https://[fd00::1]/', 'not_public'],
  ])('refuses %s', (_, url, code) => {
    expect(() => outboundTarget(url, [])).toThrow(expect.objectContaining({ code }));
  });
});

describe('The list of allowed hosts', () => {
  it.each([
    ['a name, on every port', 'http://internal.example:9000/', 'internal.example'],
    ['a name with the port', 'http://localhost:8000/', 'localhost:8000'],
    ['a name with the default port of https', 'https://localhost/', 'localhost:443'],
    ['a name with the default port of http', 'http://localhost/', 'localhost:80'],
    ['a name in another case', 'https://INTERNAL.example/', 'Internal.Example'],
    ['an IPv4 address', 'http://10.0.0.5:8000/', '10.0.0.5'],
    ['an IPv4 address written oddly', 'http://167772165:8000/', '10.0.0.5:8000'],
    ['an IPv6 address', 'http://[::1]:8000/', '::1'],
    ['an IPv6 address in brackets', 'http://[::1]:8000/', '[::1]'],
    ['an IPv6 address with the port', 'http://[::1]:8000/', '[::1]:8000'],
  ])('allows %s', (_, url, entry) => {
    expect(outboundTarget(url, ['other.example', entry])).toMatchObject({ publicOnly: false });
  });

  it.each([
    ['another port', 'https://localhost:8001/', 'localhost:8000'],
    ['a subdomain', 'https://x.internal.example/', 'internal.example'],
    ['a longer name', 'https://internal.example.evil.example/', 'internal.example'],
    ['a trailing dot', 'https://internal.example./', 'internal.example'],
    ['an empty entry', 'https://app.example/', ''],
    ['a wildcard', 'https://app.example/', '*'],
  ])('does not allow %s', (_, url, entry) => {
    expect(outboundTarget(url, [entry])).toMatchObject({ publicOnly: true });
  });

  it.each([
    ['credentials', 'http://user@localhost/', 'credentials'],
    ['another scheme', 'ftp://localhost/', 'not_https'],
  ])('allows no %s', (_, url, code) => {
    expect(() => outboundTarget(url, ['localhost'])).toThrow(expect.objectContaining({ code }));
  });
});
