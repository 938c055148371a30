import { describe, expect, it } from 'vitest';
import { normaliseSignInName } from './sign-in-name.js';

const ROWS: readonly [string, string, string][] = [
  ['a user name', 'alice', 'alice'],
  ['capitals', 'Alice', 'alice'],
  ['space around it', '  alice\n', 'alice'],
  ['an e-mail address', 'Alice@Example.COM', 'alice@example.com'],
  ['a plus address, kept', 'alice+portico@example.com', 'alice+portico@example.com'],
  ['an international domain', 'alice@BÜCHER.example', 'alice@xn--bcher-kva.example'],
  ['the same domain in ASCII', 'alice@XN--BCHER-KVA.example', 'alice@xn--bcher-kva.example'],
  ['full-width letters', 'ａｌｉｃｅ＠example.com', 'alice@example.com'],
  ['a ligature', 'ﬁona', 'fiona'],
  ['a decomposed umlaut', 'mu\u0308ller', 'm\u00fcller'],
  ['a capital that is composed only in lower case', 'J\u030c', '\u01f0'],
  ['a Greek capital sigma', 'ΣΑΣ', 'σας'],
  ['a Turkish dotted capital', 'İnci', 'i\u0307nci'],
  ['an at sign in a quoted local part', '"a@b"@example.com', '"a@b"@example.com'],
  ['a phone number', '+4917012345678', '+4917012345678'],
  ['a Chinese name', '王小明', '王小明'],
];

describe('Sign-in names are compared in one normal form', () => {
  it.each(ROWS)('normalises %s', (_, typed, normalised) => {
    expect(normaliseSignInName(typed)).toBe(normalised);
  });

  it.each(ROWS)('leaves %s alone once normalised', (_, typed) => {
    const once = normaliseSignInName(typed)!;
    expect(normaliseSignInName(once)).toBe(once);
  });

  it.each([
    ['nothing', ''],
    ['only space', ' \t '],
    ['a NUL', 'al\0ice'],
    ['a line break inside', 'al\nice'],
    ['a space inside', 'al ice'],
    ['a non-breaking space inside', 'al\u00a0ice'],
    ['a zero-width space', 'al\u200bice'],
    ['a right-to-left override', 'al\u202eice'],
    ['a soft hyphen', 'al\u00adice'],
    ['a lone surrogate', 'al\ud800ice'],
    ['an address without a local part', '@example.com'],
    ['an address without a domain', 'alice@'],
    ['a domain that ends in a dot', 'alice@example.com.'],
    ['a domain with a path', 'alice@example.com/x'],
    ['a domain with a port', 'alice@example.com:25'],
    ['a percent-encoded domain', 'alice@ex%61mple.com'],
    ['a backslash in the domain', 'alice@exa\\mple.com'],
    ['an address literal', 'alice@[127.0.0.1]'],
    ['an impossible domain', 'alice@xn--a'],
    ['321 characters', 'a'.repeat(321)],
    ['a megabyte', 'a'.repeat(1_048_576)],
    ['a text that grows beyond 320 characters', '\ufdfa'.repeat(100)],
  ])('refuses %s', (_, typed) => {
    expect(normaliseSignInName(typed)).toBeUndefined();
  });
});
