import { describe, expect, it } from 'vitest';
import { type ApplicationType, checkRedirectUriForRegistration } from './redirect-uri-registration.js';
import { checkWebUri, originOf } from './web-uri.js';

const check = (uri: string, application_type: ApplicationType = 'web', ...private_use_schemes: string[]) =>
  checkRedirectUriForRegistration(uri, { application_type, private_use_schemes });

const GOOD_WEB = [
  'https://app.example/cb',
  'https://app.example',
  'https://app.example:8443/cb?tenant=a&x=%20',
  'https://APP.example/cb',
  'https://xn--bcher-kva.example/',
  'https://192.0.2.1/cb',
  'https://[2001:db8::1]:8443/cb',
  'http://localhost/cb',
  'http://localhost:8000',
  'http://127.0.0.1:8000/',
  'http://[::1]:8000/cb',
  'https://app.example/..a/b..',
  `https://app.example/${'a'.repeat(1980)}`,
];

/** Hostile or mistaken for every kind of stored URI. */
const BAD_ANYWHERE: readonly [string, string][] = [
  ['empty', ''],
  ['a relative reference', '/cb'],
  ['no scheme', '//app.example/cb'],
  ['a host only', 'app.example/cb'],
  ['a script', 'javascript:alert(1)'],
  ['a script in another case', 'JavaScript:alert(1)'],
  ['a script made to look hierarchical', 'javascript://app.example/%0aalert(1)'],
  ['a script with a slash', 'javascript:/x/;alert(1)'],
  ['a script with a tab inside', 'java\tscript:alert(1)'],
  ['a script after a space', ' javascript:alert(1)'],
  ['data', 'data:text/html,<script>alert(1)</script>'],
  ['data in another case', 'DATA:text/html,x'],
  ['vbscript', 'vbscript:x'],
  ['a file', 'file:///etc/passwd'],
  ['a blob', 'blob:https://app.example/1'],
  ['ftp', 'ftp://app.example/'],
  ['view-source', 'view-source:https://app.example/'],
  ['the out-of-band URN', 'urn:ietf:wg:oauth:2.0:oob'],
  ['http on another machine', 'http://app.example/cb'],
  ['http on a name that only begins like localhost', 'http://localhost.evil.example/'],
  ['http on a subdomain of localhost', 'http://x.localhost/'],
  ['http on another loopback address', 'http://127.0.0.2/'],
  ['http on a decimal loopback address', 'http://2130706433/'],
  ['http on a shortened loopback address', 'http://127.1/'],
  ['http on an octal loopback address', 'http://0177.0.0.1/'],
  ['https on a hexadecimal address', 'https://0x7f000001/'],
  ['an IPv6 address in a long form', 'https://[0:0:0:0:0:0:0:1]/'],
  ['a mapped IPv6 address', 'https://[::ffff:127.0.0.1]/'],
  ['a user name', 'https://user@app.example/'],
  ['a user name and password', 'https://user:pass@app.example/'],
  ['an empty user name', 'https://@app.example/'],
  ['a password that looks like a port', 'http://127.0.0.1:80@evil'],
  ['a trailing dot on the host', 'https://app.example./'],
  ['an empty host', 'https:///cb'],
  ['one slash', 'https:/app.example/cb'],
  ['no slash', 'https:app.example/cb'],
  ['an empty port', 'https://app.example:/cb'],
  ['port zero', 'https://app.example:0/cb'],
  ['a port beyond the last', 'https://app.example:65536/cb'],
  ['a port with a leading zero', 'https://app.example:0443/cb'],
  ['a percent-encoded host', 'https://app%2eexample/'],
  ['a backslash', 'https://app.example\\cb'],
  ['a backslash before a user name', 'https://evil.example\\@app.example/'],
  ['a space', 'https://app.example/a b'],
  ['a space after it', 'https://app.example/ '],
  ['a tab', 'https://app.example/\tcb'],
  ['a line break', 'https://app.example/cb\r\nX: y'],
  ['a NUL', 'https://app.example/\0'],
  ['a percent-encoded NUL', 'https://app.example/%00'],
  ['a percent-encoded line break', 'https://app.example/%0d%0aX:y'],
  ['a percent-encoded delete character', 'https://app.example/%7F'],
  ['an incomplete percent sequence', 'https://app.example/%2'],
  ['a percent sign alone', 'https://app.example/100%'],
  ['a letter outside ASCII', 'https://bücher.example/'],
  ['a look-alike letter', 'https://\u0430pp.example/'],
  ['markup', 'https://app.example/<script>'],
  ['a quote', 'https://app.example/"onload=x'],
  ['a template', 'https://{tenant}.app.example/cb'],
  ['a parent segment', 'https://app.example/a/../cb'],
  ['a parent segment at the end', 'https://app.example/a/..'],
  ['a dot segment', 'https://app.example/./cb'],
  ['a percent-encoded parent segment', 'https://app.example/%2e%2e/cb'],
  ['a half-encoded parent segment', 'https://app.example/.%2E/cb'],
  ['a parent segment behind an encoded slash', 'https://app.example/a%2f..%2fcb'],
  ['a parent segment behind an encoded backslash', 'https://app.example/a%5C..%5Ccb'],
  ['a parent segment with a path parameter', 'https://app.example/a/..;x/cb'],
  ['2,001 characters', `https://app.example/${'a'.repeat(1981)}`],
];

describe('RFC 9700 §4.1.3: which redirect URIs may be registered', () => {
  it.each(GOOD_WEB)('accepts %s for web and native clients', (uri) => {
    expect(check(uri)).toBeUndefined();
    expect(check(uri, 'native')).toBeUndefined();
  });

  it.each([
    ...BAD_ANYWHERE,
    ['a fragment', 'https://app.example/cb#x'],
    ['an empty fragment', 'https://app.example/cb#'],
    ['a wildcard host', 'https://*.app.example/cb'],
    ['a wildcard path', 'https://app.example/*'],
    ['a wildcard port', 'http://localhost:*/cb'],
    ['https in capitals', 'HTTPS://app.example/cb'],
  ])('refuses %s', (_, uri) => {
    expect(check(uri)).toEqual(expect.any(String));
    expect(check(uri, 'native')).toEqual(expect.any(String));
  });

  it.each([
    ['https://user@app.example/', 'must not hold a user name'],
    ['http://app.example/cb', 'must be https, except on localhost'],
    ['https://app.example/cb#x', 'must not have a fragment'],
    ['https://app.example/a/../cb', "holds a path segment '.' or '..'"],
    ['/cb', 'is not absolute'],
    ['javascript:alert(1)', expect.stringContaining('must begin with https://')],
  ])('says why it refuses %s', (uri, reason) => {
    expect(check(uri)).toEqual(reason);
  });

  it('never repeats what was sent in its reason', () => {
    for (const [, uri] of BAD_ANYWHERE.filter(([, one]) => one.length > 12)) {
      expect(check(uri)).not.toContain(uri);
    }
  });
});

describe('RFC 8252 §7.1: private-use schemes', () => {
  it.each([
    'com.example.app:/cb',
    'com.example.app://callback',
    'com.example.my-app:/',
    'com.example.app:/cb?x=1',
  ])('accepts %s for a native client only', (uri) => {
    expect(check(uri, 'native')).toBeUndefined();
    expect(check(uri, 'web')).toBe('has a private-use scheme, which is for native applications');
  });

  it('accepts a scheme without a dot when the configuration lists it', () => {
    expect(check('myapp:/cb', 'native')).toEqual(expect.any(String));
    expect(check('myapp:/cb', 'native', 'myapp')).toBeUndefined();
    expect(check('myapp:/cb', 'web', 'myapp')).toEqual(expect.any(String));
  });

  it.each(['javascript', 'data', 'vbscript', 'file', 'blob', 'ftp'])(
    'refuses %s: even when the configuration lists it',
    (scheme) => {
      expect(check(`${scheme}:/x`, 'native', scheme)).toEqual(expect.any(String));
    },
  );

  it.each([
    ['no slash', 'com.example.app:cb'],
    ['nothing after the scheme', 'com.example.app:'],
    ['a user name', 'com.example.app://user@host/cb'],
    ['a fragment', 'com.example.app:/cb#x'],
    ['a parent segment', 'com.example.app:/a/../b'],
    ['capitals in the scheme', 'com.Example.app:/cb'],
    ['an empty label', 'com..app:/cb'],
    ['a trailing dot in the scheme', 'com.:/cb'],
    ['a scheme that only contains the listed one', 'notmyapp:/cb'],
    ['the listed scheme in capitals', 'MYAPP:/cb'],
  ])('refuses %s', (_, uri) => {
    expect(check(uri, 'native', 'myapp')).toEqual(expect.any(String));
  });
});

describe('RFC 7591 §5: URIs that are shown to people', () => {
  it.each([...GOOD_WEB, 'https://app.example/terms#privacy', 'https://app.example/*'])(
    'accepts %s',
    (uri) => {
      expect(checkWebUri(uri)).toBeUndefined();
    },
  );

  it.each([...BAD_ANYWHERE, ['a private-use scheme', 'com.example.app:/x']])('refuses %s', (_, uri) => {
    expect(checkWebUri(uri)).toEqual(expect.any(String));
  });
});

describe('RFC 6454 §6.2: the origin of a URI', () => {
  it.each([
    ['https://app.example/cb?x#y', 'https://app.example'],
    ['https://app.example:443/', 'https://app.example'],
    ['https://APP.example', 'https://app.example'],
    ['http://localhost:8000/', 'http://localhost:8000'],
    ['http://[::1]:8000/', 'http://[::1]:8000'],
    ['com.example.app:/cb', undefined],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['null', undefined],
    ['https://', undefined],
    ['', undefined],
  ])('%j has %j', (uri, origin) => {
    expect(originOf(uri)).toBe(origin);
  });
});
