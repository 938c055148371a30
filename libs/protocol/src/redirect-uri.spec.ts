import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../test/support/processor-time.js';
import { type MatchedRedirectUri, matchRedirectUri } from './redirect-uri.js';

const REGISTERED = 'https://app.example/cb';
const match = (
  presented: string | undefined,
  registered: readonly string[],
  type: 'web' | 'native' = 'web',
) => matchRedirectUri(presented, registered, type);

describe('RFC 9700 §2.1: a redirect_uri is compared byte for byte', () => {
  it.each([
    ['the registered one', REGISTERED, [REGISTERED]],
    ['any of several', REGISTERED, ['https://other.example/', REGISTERED]],
    ['one with a query', `${REGISTERED}?a=b`, [`${REGISTERED}?a=b`]],
    ['a root without a slash', 'http://localhost:8000', ['http://localhost:8000']],
    ['a private-use scheme', 'com.example.app:/cb', ['com.example.app:/cb']],
  ])('accepts %s', (_, presented, registered) => {
    expect(match(presented, registered).matched?.value).toBe(presented);
  });

  /** RFC 9700 §4.1.1 and PROTOCOL: what has broken others. */
  const HOSTILE: readonly [string, string, string?][] = [
    ['a longer path (prefix matching)', `${REGISTERED}/evil`],
    ['a longer last segment (prefix matching)', `${REGISTERED}evil`],
    ['a shorter path', 'https://app.example/'],
    ['an added slash', `${REGISTERED}/`],
    ['a missing slash', 'http://localhost:8000', 'http://localhost:8000/'],
    ['an added query', `${REGISTERED}?next=https://evil.example`],
    ['an empty query', `${REGISTERED}?`],
    ['an added fragment', `${REGISTERED}#x`],
    ['an empty fragment', `${REGISTERED}#`],
    ['a registered wildcard host', 'https://a.app.example/cb', 'https://*.app.example/cb'],
    ['a registered wildcard path', 'https://app.example/x', 'https://app.example/*'],
    ['a registered text read as a regular expression', 'https://appxexample/cb'],
    ['a registered regular expression', 'https://app.example/abc', 'https://app.example/.*'],
    ['a host that ends in the registered one', 'https://evilapp.example/cb'],
    ['a host that begins with the registered one', 'https://app.example.evil.example/cb'],
    ['a subdomain', 'https://x.app.example/cb'],
    ['a user name', 'https://app.example@evil.example/cb'],
    ['a user name before the registered host', 'https://evil@app.example/cb'],
    ['a port that is a user name and password', 'https://app.example:443@evil.example/cb'],
    ['a loopback port that is a password', 'http://127.0.0.1:80@evil', 'http://127.0.0.1:80'],
    ['a parent segment', 'https://app.example/cb/../evil'],
    ['a parent segment that leads back', 'https://app.example/x/../cb'],
    ['a dot segment', 'https://app.example/./cb'],
    ['a percent-encoded parent segment', 'https://app.example/x/%2e%2e/cb'],
    ['a percent-encoded letter', 'https://app.example/%63b'],
    ['a percent-encoded slash', 'https://app.example%2fcb'],
    ['a backslash for a slash', 'https://app.example\\cb'],
    ['a backslash before a user name', 'https://evil.example\\@app.example/cb'],
    ['a tab inside', 'https://app.exa\tmple/cb'],
    ['a line break inside', 'https://app.example\n/cb'],
    ['a space before', ` ${REGISTERED}`],
    ['a space after', `${REGISTERED} `],
    ['a NUL after', `${REGISTERED}\0`],
    ['a line break after', `${REGISTERED}\r\nX: y`],
    ['a trailing dot on the host', 'https://app.example./cb'],
    ['an international look-alike', 'https://\u0430pp.example/cb'],
    ['an ideographic full stop', 'https://app\u3002example/cb'],
    ['a full-width letter', 'https://ａpp.example/cb'],
    [
      'an IDN in letters where its ASCII form is registered',
      'https://bücher.example/',
      'https://xn--bcher-kva.example/',
    ],
    ['another case in the host', 'https://APP.example/cb'],
    ['another case in the path', 'https://app.example/CB'],
    ['another case in the scheme', 'HTTPS://app.example/cb'],
    ['the default port', 'https://app.example:443/cb'],
    ['an empty port', 'https://app.example:/cb'],
    ['another port', 'https://app.example:8443/cb'],
    ['another scheme', 'http://app.example/cb'],
    ['no scheme', '//app.example/cb'],
    ['a relative reference', '/cb'],
    ['three slashes', 'https:///app.example/cb'],
    ['one slash', 'https:/app.example/cb'],
    ['a script', 'javascript:alert(1)//https://app.example/cb'],
    ['a script in another case', 'JavaScript:alert(1)'],
    ['a data URI', 'data:text/html,<script>alert(1)</script>'],
    ['a parameter pollution', `${REGISTERED}&redirect_uri=https://evil.example`],
    ['two URIs with a space', `${REGISTERED} https://evil.example`],
    ['two URIs with a comma', `${REGISTERED},https://evil.example`],
    ['a name of the object prototype', 'constructor'],
  ];

  it.each(HOSTILE)('refuses %s', (_, presented, registered = REGISTERED) => {
    expect(match(presented, [registered]).refused).toBe('not_registered');
    expect(match(presented, [registered], 'native').refused).toBe('not_registered');
  });

  it('refuses everything for a client that has none registered', () => {
    expect(match(REGISTERED, []).refused).toBe('none_registered');
  });

  it('answers quickly for 16,384 hostile characters and 100 registered ones', async () => {
    const registered = Array.from({ length: 100 }, (_, i) => `https://app.example/${'a'.repeat(1900)}${i}`);
    const asked = () => match(`https://app.example/${'a'.repeat(16_384)}`, registered, 'native');
    expect(await processorTime(asked)).toBeLessThan(200);
  });
});

describe('RFC 8252 §7.3: the port of a native client on loopback is free', () => {
  it.each([
    ['another port on 127.0.0.1', 'http://127.0.0.1:51004/cb', 'http://127.0.0.1/cb'],
    ['another port on [::1]', 'http://[::1]:51004/cb', 'http://[::1]:8000/cb'],
    ['no port where one is registered', 'http://127.0.0.1/cb', 'http://127.0.0.1:8000/cb'],
    ['a port on a bare host', 'http://127.0.0.1:51004', 'http://127.0.0.1'],
    ['a port before a query', 'http://127.0.0.1:51004?a=b', 'http://127.0.0.1?a=b'],
    ['the highest port', 'http://127.0.0.1:65535/cb', 'http://127.0.0.1/cb'],
  ])('accepts %s, and gives back the one presented', (_, presented, registered) => {
    expect(match(presented, [registered], 'native').matched?.value).toBe(presented);
    expect(match(presented, [registered], 'web').refused).toBe('not_registered');
  });

  it.each([
    ['localhost', 'http://localhost:51004/cb', 'http://localhost/cb'],
    ['https', 'https://127.0.0.1:51004/cb', 'https://127.0.0.1/cb'],
    ['another loopback address', 'http://127.0.0.2:51004/cb', 'http://127.0.0.2/cb'],
    ['the other loopback address', 'http://[::1]:51004/cb', 'http://127.0.0.1/cb'],
    ['another path', 'http://127.0.0.1:51004/other', 'http://127.0.0.1/cb'],
    ['another query', 'http://127.0.0.1:51004/cb?a', 'http://127.0.0.1/cb'],
    ['a fragment', 'http://127.0.0.1:51004/cb#x', 'http://127.0.0.1/cb'],
    ['a host that begins alike', 'http://127.0.0.1.evil.example/', 'http://127.0.0.1/'],
    ['a port that is a password', 'http://127.0.0.1:80@evil.example/cb', 'http://127.0.0.1/cb'],
    [
      'a port that is followed by a backslash',
      'http://127.0.0.1:80\\@evil.example/cb',
      'http://127.0.0.1/cb',
    ],
    ['a port of zero', 'http://127.0.0.1:0/cb', 'http://127.0.0.1/cb'],
    ['a port beyond the last', 'http://127.0.0.1:65536/cb', 'http://127.0.0.1/cb'],
    ['a port that runs on into the host', 'http://127.0.0.1:400006/cb', 'http://127.0.0.16/cb'],
    ['a port with leading zeros', 'http://127.0.0.1:0080/cb', 'http://127.0.0.1/cb'],
    ['an empty port', 'http://127.0.0.1:/cb', 'http://127.0.0.1/cb'],
    ['a port in letters', 'http://127.0.0.1:http/cb', 'http://127.0.0.1/cb'],
    ['a port in other digits', 'http://127.0.0.1:８０/cb', 'http://127.0.0.1/cb'],
    ['a decimal address', 'http://2130706433:51004/cb', 'http://127.0.0.1/cb'],
    ['a shortened address', 'http://127.1:51004/cb', 'http://127.0.0.1/cb'],
    ['a long IPv6 loopback', 'http://[0:0:0:0:0:0:0:1]:51004/cb', 'http://[::1]/cb'],
    ['an IPv6 zone', 'http://[::1%25lo]:51004/cb', 'http://[::1]/cb'],
    ['a scheme in capitals', 'HTTP://127.0.0.1:51004/cb', 'http://127.0.0.1/cb'],
  ])('refuses %s', (_, presented, registered) => {
    expect(match(presented, [registered], 'native').refused).toBe('not_registered');
  });
});

describe('RFC 6749 §3.1.2.3: a request without redirect_uri', () => {
  it.each([undefined, ''])('means the only one registered, where the caller allows it: %j', (presented) => {
    const verdict = matchRedirectUri(presented, [REGISTERED], 'web', { allowMissing: true });
    expect(verdict.matched?.value).toBe(REGISTERED);
  });

  it.each([
    ['the caller does not allow it', [REGISTERED], false],
    ['several are registered', [REGISTERED, 'https://other.example/'], true],
    ['none is registered', [], true],
  ])('is refused when %s', (_, registered, allowMissing) => {
    const verdict = matchRedirectUri(undefined, registered, 'web', { allowMissing });
    expect(verdict).toEqual({ refused: 'missing', facts: { registered: registered.length } });
  });
});

describe('MatchedRedirectUri', () => {
  it('is a type that nothing else fits', () => {
    // @ts-expect-error a plain object is no proof of the check
    const forged: MatchedRedirectUri = { value: 'https://evil.example/' };
    expect(forged).toBeDefined();
  });

  it('keeps its value', () => {
    const { matched } = match(REGISTERED, [REGISTERED]);
    expect(() => Object.assign(matched!, { value: 'https://evil.example/' })).toThrow(TypeError);
    expect(matched?.value).toBe(REGISTERED);
  });
});
