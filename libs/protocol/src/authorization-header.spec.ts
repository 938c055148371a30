import { describe, expect, it } from 'vitest';
import { authenticationScheme } from './authentication-scheme.js';
import { parseBearer } from './bearer.js';
import { wwwAuthenticate } from './challenge.js';
import { parseBasicCredentials } from './client-secret-basic.js';

const basic = (text: string | Uint8Array) => `Basic ${Buffer.from(text as string).toString('base64')}`;

describe('RFC 9110 §11.6.2: the scheme of an Authorization header', () => {
  it.each([
    ['Basic abc', 'basic'],
    ['BEARER abc', 'bearer'],
    ['Bearer', 'bearer'],
    ['DPoP abc', 'dpop'],
    [' Basic abc', undefined],
    ['Basic:abc', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j names %j', (header, scheme) => {
    expect(authenticationScheme(header)).toBe(scheme);
  });
});

describe('RFC 6750 §2.1: bearer tokens', () => {
  it.each([
    ['a token', 'Bearer mF_9.B5f-4.1JqM', 'mF_9.B5f-4.1JqM'],
    ['a scheme in another case', 'bearer abc', 'abc'],
    ['padding', 'Bearer YWI=', 'YWI='],
    ['several spaces', 'Bearer   abc', 'abc'],
    ['no token', 'Bearer ', undefined],
    ['no space', 'Bearerabc', undefined],
    ['two tokens', 'Bearer a b', undefined],
    ['a comma', 'Bearer a,b', undefined],
    ['padding inside', 'Bearer a=b', undefined],
    ['a line break', 'Bearer abc\n', undefined],
    ['another scheme', 'Basic YTpi', undefined],
    ['no header', undefined, undefined],
  ])('reads %s', (_, header, token) => {
    expect(parseBearer(header)).toBe(token);
  });
});

describe('RFC 6749 §2.3.1: client_secret_basic', () => {
  it.each([
    ['id and secret', basic('app:secret'), { client_id: 'app', client_secret: 'secret' }],
    [
      'a scheme in another case',
      basic('a:b').replace('Basic', 'bASIC'),
      { client_id: 'a', client_secret: 'b' },
    ],
    ['form-urlencoded parts', basic('a%3Ab:s%2B%25+x'), { client_id: 'a:b', client_secret: 's+% x' }],
    [
      'a URL as id',
      basic('https%3A%2F%2Fapp.example:x'),
      { client_id: 'https://app.example', client_secret: 'x' },
    ],
    ['a colon in the secret', basic('a:b:c'), { client_id: 'a', client_secret: 'b:c' }],
    ['an empty secret', basic('a:'), { client_id: 'a', client_secret: '' }],
    ['UTF-8', basic('a:%C3%BC'), { client_id: 'a', client_secret: 'ü' }],
    ['missing padding', basic('ab:c').replaceAll('=', ''), { client_id: 'ab', client_secret: 'c' }],
  ])('reads %s', (_, header, credentials) => {
    expect(parseBasicCredentials(header)).toEqual(credentials);
  });

  it.each([
    ['no header', undefined],
    ['another scheme', 'Bearer abc'],
    ['no credentials', 'Basic '],
    ['no colon', basic('app')],
    ['an empty id', basic(':secret')],
    ['a broken percent sequence', basic('a:100%')],
    ['percent-encoded bytes that are not UTF-8', basic('a:%FF')],
    ['bytes that are not UTF-8', basic(new Uint8Array([0x61, 0x3a, 0xff]))],
    ['a NUL', basic('a:%00')],
    ['base64url', 'Basic YT_-'],
    ['text after it', `${basic('a:b')} x`],
    ['a bare NUL byte', basic('a\0:b')],
  ])('refuses %s', (_, header) => {
    expect(parseBasicCredentials(header)).toBeUndefined();
  });
});

describe('RFC 9110 §11.6.1: WWW-Authenticate', () => {
  it.each([
    ['no parameters', 'Bearer', {}, 'Bearer'],
    ['one', 'Basic', { realm: 'portico' }, 'Basic realm="portico"'],
    [
      'several',
      'Bearer',
      { error: 'invalid_token', scope: 'a b' },
      'Bearer error="invalid_token", scope="a b"',
    ],
    ['one left out', 'Bearer', { error: undefined, realm: 'x' }, 'Bearer realm="x"'],
    ['quotes and backslashes', 'Bearer', { realm: 'a"b\\c' }, 'Bearer realm="a\\"b\\\\c"'],
    ['a line break', 'Bearer', { realm: 'a\r\nSet-Cookie: x' }, 'Bearer realm="a??Set-Cookie: x"'],
    ['letters outside ASCII', 'Bearer', { realm: 'für 🙂' }, 'Bearer realm="f?r ?"'],
  ] as const)('writes %s', (_, scheme, params, header) => {
    expect(wwwAuthenticate(scheme, params)).toBe(header);
  });
});
