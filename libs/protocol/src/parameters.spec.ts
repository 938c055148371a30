import { describe, expect, it } from 'vitest';
import { OAuthError } from './oauth-error.js';
import { Parameters } from './parameters.js';

const refusal = expect.objectContaining({ code: 'invalid_request' });

describe('RFC 6749 §3.1: request parameters', () => {
  it.each([
    ['a value', 'state=abc', 'abc'],
    ['a leading question mark', '?state=abc', 'abc'],
    ['a plus as a space', 'state=a+b', 'a b'],
    ['percent-encoded UTF-8', 'state=%C3%BC', 'ü'],
    ['an equals sign in the value', 'state=a=b', 'a=b'],
    ['a stray percent sign', 'state=100%', '100%'],
    ['no value', 'state=', undefined],
    ['no equals sign', 'state', undefined],
    ['an empty one beside a full one', 'state=&state=abc', 'abc'],
    ['another name in another case', 'State=abc', undefined],
    ['a name of the object prototype', 'toString=x', undefined],
    ['nothing', '', undefined],
  ])('reads state with %s', (_, query, value) => {
    expect(Parameters.fromQuery(query).get('state')).toBe(value);
  });

  it('refuses a repeated parameter when it is read, and only then', () => {
    const parameters = Parameters.fromQuery('scope=a&state=x&scope=a');
    expect(parameters.get('state')).toBe('x');
    expect(() => parameters.get('scope')).toThrow(
      expect.objectContaining({ code: 'invalid_request', description: 'scope must not be repeated' }),
    );
    expect(parameters.getAll('scope')).toEqual(['a', 'a']);
  });

  it('refuses a required parameter that is missing or empty', () => {
    expect(() => Parameters.fromQuery('client_id=').require('client_id')).toThrow(
      expect.objectContaining({ description: 'client_id is missing' }),
    );
    expect(Parameters.fromQuery('client_id=a').require('client_id')).toBe('a');
  });

  it('tells whether a parameter is there', () => {
    const parameters = Parameters.fromQuery('a=1&b=');
    expect([parameters.has('a'), parameters.has('b'), parameters.has('c')]).toEqual([true, false, false]);
  });

  it('writes a query in the original order, without those taken out', () => {
    const parameters = Parameters.fromQuery('z=1&a=x%20%26&z=2&empty=&prompt=login');
    expect(parameters.toQuery()).toBe('z=1&a=x+%26&z=2&prompt=login');
    expect(parameters.without('prompt', 'a').toQuery()).toBe('z=1&z=2');
    expect(Parameters.fromQuery(parameters.toQuery()).entries).toEqual(parameters.entries);
  });
});

describe('RFC 6749 §3.2: form bodies', () => {
  it.each([
    [
      'a raw body',
      'a=1&b=2',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    ['no body', undefined, []],
    ['a null body', null, []],
  ])('reads %s', (_, body, entries) => {
    expect(Parameters.fromForm(body).entries).toEqual(entries);
  });

  it.each([
    ['a parsed form or JSON object', { a: '1' }],
    ['an object without a prototype', Object.create(null)],
    ['an array', ['a']],
    ['a boolean', true],
    ['a number', 1],
  ])('refuses %s with invalid_request', (_, body) => {
    expect(() => Parameters.fromForm(body)).toThrow(refusal);
  });
});

describe('Limits on what anyone may send', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => `p${i}=1`).join('&');

  it.each([
    ['100 parameters', many(100)],
    ['a value of 16,384 characters', `a=${'x'.repeat(16_384)}`],
  ])('takes %s', (_, query) => {
    expect(() => Parameters.fromQuery(query)).not.toThrow();
  });

  it.each([
    ['101 parameters', many(101)],
    ['101 empty parameters', many(101).replaceAll('1', '')],
    ['a value of 16,385 characters', `a=${'x'.repeat(16_385)}`],
    ['a name of 16,385 characters', `${'x'.repeat(16_385)}=a`],
    ['a NUL in a value', 'a=x%00y'],
    ['a NUL in a name', 'a%00=x'],
  ])('refuses %s with invalid_request', (_, query) => {
    expect(() => Parameters.fromQuery(query)).toThrow(refusal);
    expect(() => Parameters.fromForm(query)).toThrow(OAuthError);
  });
});
