import fc from 'fast-check';

/** Texts that have broken somebody's parser, comparison, column or page. */
const KNOWN_TO_HURT = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\r\nset-cookie: a=b',
  '\t',
  '-0',
  '-1',
  '0',
  '1e400',
  '5.5',
  ' 5',
  '0x10',
  'NaN',
  'Infinity',
  '9007199254740993',
  '99999999999999999999999999',
  'null',
  'undefined',
  'true',
  '[]',
  '{}',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  "' OR 1=1 --",
  '"; DROP TABLE clients; --',
  '%',
  '_',
  '%00',
  '%zz',
  '\\',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  'data:,',
  'https://[::1',
  'https://a b/',
  'https://user:password@host.example/',
  'https://xn--a/',
  'http://127.0.0.1:80@evil.example/',
  'urn:ietf:params:oauth:request_uri:x',
  '2026-02-30',
  '0000-00-00',
  '275760-09-13',
  '+999999-01-01',
  '9999999999999',
  '-8640000000000001',
  'eyJhbGciOiJub25lIn0.e30.',
  'eyJhbGciOiJSUzI1NiIsImtpZCI6Il9fcHJvdG9fXyJ9.e30.AAAA',
  '..',
  '.',
  '....',
  '\u0130\u0131\u00df\ufb03',
  'e\u0301\u00e9',
  '\u202egpj.exe',
  '\ufeff',
  '\uffff',
  '\ud800',
  'a\udc00b',
  '\u{1f600}',
  '\u{10ffff}',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
] as const;

/** A text of one character over, at, and far over what a column or a rule holds. */
const long = fc
  .tuple(
    fc.constantFrom('a', '\u00e9', '\u{1f600}', '%', '"', ' ', '['),
    fc.constantFrom(129, 256, 1001, 2001, 5000),
  )
  .map(([unit, count]) => unit.repeat(count));

/** Any UTF-16, halves of pairs included. */
const anything = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
});

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...KNOWN_TO_HURT) },
  { weight: 2, arbitrary: long },
  { weight: 1, arbitrary: anything },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

/** Whatever JSON can say, in the place of what was asked for. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown[]>(
      null,
      true,
      false,
      0,
      -1,
      1.5,
      1e308,
      5e-324,
      Number.MAX_SAFE_INTEGER + 1,
      [],
      {},
      [[]],
      [null],
      [{}],
      [[[[[[]]]]]],
      { length: -1 },
      { toString: 'x', valueOf: 1 },
      JSON.parse('{"then":"x"}'),
      JSON.parse('{"__proto__":{"a":1}}'),
      Array.from({ length: 300 }, (_, i) => i),
      Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`k${i}`, i])),
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);
