import { describe, expect, it } from 'vitest';
import type { NewAccount } from './account.js';
import { accountProblems } from './account-rules.js';

const accepts = (field: keyof NewAccount, value: unknown) =>
  accountProblems({ [field]: value } as NewAccount).length === 0;

describe('OpenID Connect Core 1.0 §5.1: what a claim may be', () => {
  it.each<[keyof NewAccount, unknown, boolean]>([
    ['birthdate', '1990-02-28', true],
    ['birthdate', '0000-02-29', true],
    ['birthdate', '1990', true],
    ['birthdate', '2000-02-29', true],
    ['birthdate', '1900-02-29', false],
    ['birthdate', '1990-02-30', false],
    ['birthdate', '1990-13-01', false],
    ['birthdate', '0000', false],
    ['birthdate', '28.02.1990', false],
    ['birthdate', '1990-2-28', false],
    ['birthdate', '٢٠٠٠-٠١-٠١', false],
    ['zoneinfo', 'Europe/Paris', true],
    ['zoneinfo', 'America/Argentina/Buenos_Aires', true],
    ['zoneinfo', 'UTC', true],
    ['zoneinfo', 'Europe/Nowhere', false],
    ['zoneinfo', '+01:00', false],
    ['locale', 'fr-CA', true],
    ['locale', 'zh-Hant-TW', true],
    ['locale', 'en_US', false],
    ['locale', 'x', false],
    ['website', 'https://example.com/~me?a=b', true],
    ['website', 'http://example.com', true],
    ['picture', 'javascript:alert(1)', false],
    ['picture', 'data:image/png;base64,AAAA', false],
    ['picture', ' https://example.com/', false],
    ['profile', 'https://a b', false],
    ['profile', 'https://user:pass@example.com/', false],
    ['profile', 'https:/\\example.com', false],
    ['profile', `https://example.com/${'a'.repeat(2000)}`, false],
    ['email', 'alice@example.com', true],
    ['email', 'Alice+x@Sub.Example.com', true],
    ['email', 'admin@localhost', true],
    ['email', 'user@bücher.example', true],
    ['email', 'alice', false],
    ['email', 'a@b@example.com', false],
    ['email', 'alice@example.com\u0000', false],
    ['email', 'Alice <alice@example.com>', false],
    ['email', '', false],
    ['phone_number', '+33 1 23 45 67 89', true],
    ['phone_number', '+1 (604) 555-1234;ext=5678', true],
    ['phone_number', '0123456789', false],
    ['phone_number', '+012345678', false],
    ['phone_number', '+1234567890123456', false],
    ['phone_number', '+-------', false],
    ['name', 'Zoë 😀 O’Neil', true],
    ['name', '', false],
    ['name', ' \t', false],
    ['name', 'a\u0000b', false],
    ['name', '\ud800', false],
    ['name', 'a'.repeat(256), false],
    ['name', 7, false],
    ['preferred_username', 'alice', true],
    ['preferred_username', 'a b', false],
    ['gender', 'nonbinary', true],
    ['email_verified', true, true],
    ['email_verified', 'true', false],
    ['email_verified', null, false],
    ['address', { formatted: 'A street 1\r\nTown', country: 'FR' }, true],
    ['address', {}, false],
    ['address', { street: 'A' }, false],
    ['address', { locality: '' }, false],
    ['address', { toString: 'A' }, false],
    ['address', 'A street 1', false],
    ['address', ['A'], false],
  ])('%s %j: %s', (field, value, fine) => {
    expect(accepts(field, value)).toBe(fine);
  });

  it.each(['name', 'email', 'birthdate', 'address', 'admin_role', 'picture'] as const)(
    'lets null take away %s',
    (field) => expect(accepts(field, null)).toBe(true),
  );
});

describe('What is Portico’s own', () => {
  it.each<[keyof NewAccount, unknown, boolean]>([
    ['sub', 'A9f-imported|7', true],
    ['sub', '', false],
    ['sub', 'with space', false],
    ['sub', 'a'.repeat(256), false],
    ['status', 'disabled', true],
    ['status', 'deleted', false],
    ['status', null, false],
    ['admin_role', 'owner', true],
    ['admin_role', 'root', false],
    ['roles', ['app:editor', 'viewer'], true],
    ['roles', [], true],
    ['roles', ['a', 'a'], false],
    ['roles', ['a b'], false],
    ['roles', [1], false],
    ['roles', 'viewer', false],
    ['roles', Array.from({ length: 101 }, (_, n) => `r${n}`), false],
    ['custom_attributes', { cost_center: 7, nested: { a: [1] } }, true],
    ['custom_attributes', { 'a b': 1 }, false],
    ['custom_attributes', { big: 'x'.repeat(17_000) }, false],
    ['custom_attributes', [], false],
  ])('%s %j: %s', (field, value, fine) => {
    expect(accepts(field, value)).toBe(fine);
  });

  it('names every field at fault at once, and never repeats a value', () => {
    const problems = accountProblems({ email: 'sécret', birthdate: 'sécret', name: 'Alice' });
    expect(problems.map(({ field }) => field)).toEqual(['email', 'birthdate']);
    expect(JSON.stringify(problems)).not.toContain('sécret');
  });
});
