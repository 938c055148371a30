import fc from 'fast-check';
import { encoded, type GeneratedRequest } from './generated-request.js';
import { hostileText } from './hostile-values.js';
import { asHeader } from './request-parts.js';

/** A change that makes a request worse. */
export type Mutation = (request: GeneratedRequest) => GeneratedRequest;

const DEEP = 20_000;
const TOO_LARGE = 300 * 1024;

const withHeader = (request: GeneratedRequest, name: string, value: string): GeneratedRequest => ({
  ...request,
  headers: [...request.headers.filter(([other]) => other !== name), asHeader([name, value])],
});

const QUERIES = [
  '%zz',
  '%',
  '%ff%fe',
  '=',
  '&&&',
  '?',
  'a[b]=c',
  '__proto__=1',
  'constructor=1&toString=2',
  '%00=%00',
  'cursor=%00',
  'access_token={{tokens.access_token}}',
  Array.from({ length: 500 }, (_, i) => `p${i}=${i}`).join('&'),
  `x=${'a'.repeat(8000)}`,
];

const CONTENT_TYPES = [
  '',
  'application/json',
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-16',
  'application/json; charset="',
  'application/merge-patch+json',
  'text/plain',
  'application/xml',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'x',
  ';;;',
];

const BODIES = [
  '',
  ' ',
  '\0',
  'null',
  'true',
  '1e400',
  '-0',
  '"x"',
  '[]',
  '{}',
  '{',
  '{"a":1}}',
  '\ufeff{}',
  '{"__proto__":{"a":1}}',
  '{"constructor":{"prototype":{"a":1}}}',
  '{"a":1,"a":2}',
  '%zz=%',
  '%ff=%fe',
  '&&&&',
  '=&=',
  '__proto__=1&constructor=1',
  '[object Object]',
  `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
  `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
  `{"client_name":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`,
  `${'a=1&'.repeat(5000)}`,
  `scope=${'x+'.repeat(10_000)}`,
  'a'.repeat(TOO_LARGE),
  `{"client_name":"${'a'.repeat(200_000)}"}`,
];

/** Numbers that JSON can write and nothing can hold. */
const NUMBERS = ['1e400', '-1e400', '-0', '1E-400', '0.1e1', '99999999999999999999', '123456789.123456789'];

const HEADERS: readonly (readonly [string, string])[] = [
  ['cookie', 'portico-session=x'],
  ['cookie', '__Host-portico-session=%00; =; ;;; a=b=c'],
  ['cookie', '{{browser.cookie}}'],
  ['cookie', `a=${'b'.repeat(6000)}`],
  ['if-match', '"'],
  ['if-match', 'W/"1", *, ""'],
  ['if-none-match', '*'],
  ['if-modified-since', 'Thu, 31 Feb 275760 00:00:00 GMT'],
  ['accept', 'application/xml'],
  ['accept', '*/*;q=x'],
  ['accept-language', `${'a-'.repeat(2000)}x`],
  ['accept-language', 'de;q=1e400, *;q=-1, __proto__'],
  ['content-encoding', 'gzip'],
  ['expect', '100-continue'],
  ['range', 'bytes=-1-0'],
  ['origin', 'null'],
  ['origin', 'https://client.example'],
  ['origin', 'x'],
  ['sec-fetch-site', 'cross-site'],
  ['referer', 'https://[::1'],
  ['user-agent', 'x'.repeat(3000)],
  ['x-forwarded-for', '::ffff:x, 1'],
  ['x-forwarded-proto', 'javascript'],
  ['x-http-method-override', 'DELETE'],
  ['forwarded', 'for="'],
  ['x-request-id', '$(x)'],
  ['dpop', 'x.y.z'],
  ['x-long', 'x'.repeat(15_000)],
  ['x-too-long', 'x'.repeat(20_000)],
];

const ODD_PATHS: readonly ((path: string) => string)[] = [
  (path) => `${path}/`,
  (path) => `/${path}`,
  (path) => `${path}/..`,
  (path) => `${path}/%2e%2e/x`,
  (path) => `${path};a=b`,
  (path) => `${path}%00`,
  (path) => `${path}%zz`,
  (path) => `${path}%`,
  (path) => `${path}%ff%fe`,
  (path) => `${path}#x`,
  (path) => `${path}/${'a'.repeat(400)}`,
  // The real things in it are named in lower case.
  (path) => path.replace(/^\/\w+/, (first) => first.toUpperCase()),
  (path) => path.replace('/', '/./'),
  (path) => path.replaceAll('/', '%2f').replace('%2f', '/'),
  (path) => path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  (path) => `http://elsewhere.example${path}`,
];

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'];

/** Every way to make a request worse. */
export const MUTATIONS: readonly fc.Arbitrary<Mutation>[] = [
  fc.constantFrom(...QUERIES).map((extra) => (request) => ({ ...request, query: [...request.query, extra] })),

  fc.tuple(fc.nat(), hostileText).map(([at, value]) => (request) => {
    const again = request.query[at % Math.max(1, request.query.length)];
    const name = again?.slice(0, again.indexOf('=')) ?? 'x';
    return { ...request, query: [...request.query, `${name}=${encoded(value)}`] };
  }),

  fc.tuple(fc.nat(), hostileText).map(([at, value]) => (request) => {
    if (request.body?.kind !== 'form') return request;
    const pairs = request.body.text.split('&');
    const name = pairs[at % pairs.length]?.split('=', 1)[0] ?? '';
    return { ...request, body: { ...request.body, text: [...pairs, `${name}=${encoded(value)}`].join('&') } };
  }),

  fc.constantFrom(...CONTENT_TYPES).map((type) => (request) => withHeader(request, 'content-type', type)),

  fc
    .constantFrom(...BODIES)
    .map((text) => (request) => ({ ...request, body: { kind: request.body?.kind ?? 'json', text } })),

  fc.uint8Array({ maxLength: 64 }).map((bytes) => (request) => ({
    ...request,
    body: { kind: 'bytes', text: String.fromCharCode(...bytes) },
  })),

  fc.tuple(fc.constantFrom(...NUMBERS), fc.nat()).map(([number, at]) => (request) => {
    const values =
      request.body?.kind === 'json' ? [...request.body.text.matchAll(/:("[^"\\]*"|\d+|null|true)/g)] : [];
    const value = values[at % Math.max(1, values.length)];
    if (!request.body || !value) return request;
    const { text } = request.body;
    const rest = text.slice(value.index + value[0].length);
    return { ...request, body: { kind: 'json', text: `${text.slice(0, value.index)}:${number}${rest}` } };
  }),

  fc.double({ min: 0, max: 1, noNaN: true }).map((share) => (request) => {
    if (!request.body) return request;
    const text = request.body.text.slice(0, Math.floor(request.body.text.length * share));
    return { ...request, body: { ...request.body, text } };
  }),

  fc.constantFrom(...HEADERS).map(
    ([name, value]) =>
      (request) =>
        withHeader(request, name, value),
  ),

  fc
    .tuple(
      fc.constantFrom('if-match', 'cookie', 'accept-language', 'origin', 'referer', 'user-agent'),
      hostileText,
    )
    .map(
      ([name, value]) =>
        (request) =>
          withHeader(request, name, value),
    ),

  fc.constantFrom('authorization', 'content-type', 'if-match').map((name) => (request) => ({
    ...request,
    headers: request.headers.flatMap((header) => (header[0] === name ? [header, header] : [header])),
  })),

  fc.constantFrom(...METHODS).map((method) => (request) => ({
    ...request,
    method,
    astray: request.astray || method !== request.method,
  })),

  fc
    .constantFrom(...ODD_PATHS)
    .map((odd) => (request) => ({ ...request, path: odd(request.path), astray: true })),
];
