import { describe, expect, it } from 'vitest';
import { parseClaimsParameter } from './claims.js';
import { requiredAcr } from './required-acr.js';

const required = (claims: unknown) => {
  const set = requiredAcr(parseClaimsParameter(JSON.stringify(claims)));
  return set && [...set];
};

describe('OpenID Connect Core 1.0 §5.5.1.1: the acr that must be reached', () => {
  it.each([
    [{ essential: true, value: 'a' }, ['a']],
    [{ essential: true, values: ['a', 'b'] }, ['a', 'b']],
    [{ essential: true, value: 'a', values: ['b'] }, ['a', 'b']],
    [{ essential: true, values: [1, null, 'a'] }, ['a']],
    [{ essential: true, values: [1] }, []],
    [{ essential: true, values: [] }, undefined],
    [{ essential: true }, undefined],
    [{ essential: false, values: ['a'] }, undefined],
    [{ values: ['a'] }, undefined],
    [null, undefined],
  ])('%j asks for %j', (acr, values) => {
    expect(required({ id_token: { acr } })).toEqual(values);
  });

  it.each([{}, { id_token: null }, { id_token: {} }, { userinfo: { acr: { essential: true, value: 'a' } } }])(
    '%j asks for none',
    (claims) => {
      expect(required(claims)).toBeUndefined();
    },
  );
});
