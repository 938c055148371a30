import { describe, expect, it } from 'vitest';
import { defaultResponseMode, parseResponseMode } from './response-mode.js';
import { brings, findResponseType, parseResponseType, RESPONSE_TYPES } from './response-type.js';

describe('RFC 6749 §3.1.1: response_type', () => {
  it.each([...RESPONSE_TYPES])('accepts %s', (type) => {
    expect(parseResponseType(type)).toBe(type);
  });

  it.each([
    ['token id_token', 'id_token token'],
    ['id_token code', 'code id_token'],
    ['token code', 'code token'],
    ['token id_token code', 'code id_token token'],
    ['id_token token code', 'code id_token token'],
  ])('takes %j for %j: the order of the words does not matter', (words, type) => {
    expect(parseResponseType(words)).toBe(type);
  });

  it.each([
    [undefined, 'invalid_request'],
    ['token', 'unsupported_response_type'],
    ['none', 'unsupported_response_type'],
    ['code none', 'unsupported_response_type'],
    ['Code', 'unsupported_response_type'],
    ['code code', 'unsupported_response_type'],
    ['id_token id_token', 'unsupported_response_type'],
    ['code  id_token', 'unsupported_response_type'],
    [' code', 'unsupported_response_type'],
    ['code,id_token', 'unsupported_response_type'],
    ['constructor', 'unsupported_response_type'],
  ])('refuses %j with %s', (value, code) => {
    expect(() => parseResponseType(value)).toThrow(expect.objectContaining({ code }));
  });

  it('has no part by the name of another', () => {
    expect(brings('id_token', 'token')).toBe(false);
    expect(brings('code token', 'id_token')).toBe(false);
    expect(findResponseType('token')).toBeUndefined();
  });
});

describe('OAuth 2.0 Multiple Response Type Encoding Practices §2.1: response_mode', () => {
  it.each([
    [undefined, 'code', 'query'],
    ['query', 'code', 'query'],
    ['fragment', 'code', 'fragment'],
    ['form_post', 'code', 'form_post'],
    [undefined, '', 'query'],
    [undefined, 'none', 'query'],
    [undefined, 'id_token', 'fragment'],
    ['fragment', 'code id_token', 'fragment'],
    ['form_post', 'id_token token', 'form_post'],
  ])('reads %j for %j as %s', (value, responseType, mode) => {
    expect(parseResponseMode(value, responseType)).toBe(mode);
  });

  it.each(['web_message', 'Query', 'query.jwt', 'toString'])('refuses %j with invalid_request', (value) => {
    const refused = expect.objectContaining({ code: 'invalid_request' });
    expect(() => parseResponseMode(value, 'code')).toThrow(refused);
  });
});

describe('OAuth 2.0 Multiple Response Type Encoding Practices §5: tokens and the query', () => {
  it.each([
    ...RESPONSE_TYPES.filter((type) => type !== 'code'),
    'token',
    'token id_token',
    'code none token',
  ])('%s: query is refused, and what is refused goes by fragment', (responseType) => {
    const refused = expect.objectContaining({ code: 'invalid_request' });
    expect(() => parseResponseMode('query', responseType)).toThrow(refused);
    expect(defaultResponseMode(responseType)).toBe('fragment');
  });
});
