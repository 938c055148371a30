import { describe, expect, it } from 'vitest';
import { parseMaxAge } from './max-age.js';

describe('OpenID Connect Core 1.0 §3.1.2.1: max_age', () => {
  it.each([
    [undefined, undefined],
    ['0', 0],
    ['3600', 3600],
    ['007', 7],
  ])('reads %j as %j', (value, seconds) => {
    expect(parseMaxAge(value)).toBe(seconds);
  });

  it.each(['-1', '1.5', '1e3', ' 1', '1 ', '+1', '0x10', '', 'ten', '１', '99999999999'])(
    'refuses %j with invalid_request',
    (value) => {
      expect(() => parseMaxAge(value)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
    },
  );
});
