import { describe, expect, it } from 'vitest';
import { isSigningAlgorithm } from './algorithms.js';

describe('RFC 8725 §3.1: only listed algorithms', () => {
  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('%s is one', (name) => {
    expect(isSigningAlgorithm(name)).toBe(true);
  });

  it.each(['none', 'None', 'HS256', 'rs256', 'RS1', '', undefined, 'length', ['RS256']])(
    '%j is none',
    (name) => {
      expect(isSigningAlgorithm(name)).toBe(false);
    },
  );
});
