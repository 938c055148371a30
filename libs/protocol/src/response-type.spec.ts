import { describe, expect, it } from 'vitest';
import { parseResponseMode } from './response-mode.js';
import { parseResponseType } from './response-type.js';

describe('RFC 6749 §3.1.1: response_type', () => {
  it('accepts code', () => {
    expect(parseResponseType('code')).toBe('code');
  });

  it.each([
    [undefined, 'invalid_request'],
    ['token', 'unsupported_response_type'],
    ['id_token', 'unsupported_response_type'],
    ['code id_token', 'unsupported_response_type'],
    ['none', 'unsupported_response_type'],
    ['Code', 'unsupported_response_type'],
    ['code code', 'unsupported_response_type'],
  ])('refuses %j with %s', (value, code) => {
    expect(() => parseResponseType(value)).toThrow(expect.objectContaining({ code }));
  });
});

describe('OAuth 2.0 Multiple Response Type Encoding Practices §2.1: response_mode', () => {
  it.each([
    [undefined, 'query'],
    ['query', 'query'],
    ['fragment', 'fragment'],
    ['form_post', 'form_post'],
  ])('reads %j as %s', (value, mode) => {
    expect(parseResponseMode(value)).toBe(mode);
  });

  it.each(['web_message', 'Query', 'query.jwt', 'toString'])('refuses %j with invalid_request', (value) => {
    expect(() => parseResponseMode(value)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });
});
