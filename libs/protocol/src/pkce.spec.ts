import { describe, expect, it } from 'vitest';
import { checkCodeChallenge, verifyCodeChallenge } from './pkce.js';

/** RFC 7636 appendix B. */
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

describe('RFC 7636 §4.3: the challenge of an authorization request', () => {
  it('accepts an S256 challenge', () => {
    expect(checkCodeChallenge(CHALLENGE, 'S256')).toBe(CHALLENGE);
  });

  it('leaves a request without challenge and method to the rules of the client', () => {
    expect(checkCodeChallenge(undefined, undefined)).toBeUndefined();
  });

  it.each([
    ['the method plain', CHALLENGE, 'plain'],
    ['a challenge without a method, which would mean plain', CHALLENGE, undefined],
    ['the method in lower case', CHALLENGE, 's256'],
    ['an unknown method', CHALLENGE, 'S512'],
    ['a method without a challenge', undefined, 'S256'],
    ['a challenge of 42 characters', CHALLENGE.slice(1), 'S256'],
    ['a challenge of 44 characters', `${CHALLENGE}a`, 'S256'],
    ['padding', `${CHALLENGE}=`, 'S256'],
    ['base64 that is not base64url', CHALLENGE.replace('-', '+'), 'S256'],
    ['a trailing line break', `${CHALLENGE.slice(1)}\n`, 'S256'],
  ])('refuses %s with invalid_request', (_, challenge, method) => {
    expect(() => checkCodeChallenge(challenge, method)).toThrow(
      expect.objectContaining({ code: 'invalid_request' }),
    );
  });
});

describe('RFC 7636 §4.6: the verifier of a token request', () => {
  const challengeOf43 = 'ZtNPunH49FD35FWYhT5Tv8I7vRKQJ8uxMaL0_9eHjNA';

  it.each([
    ['the example of RFC 7636 appendix B', CHALLENGE, VERIFIER],
    ['a verifier of 43 characters', challengeOf43, 'a'.repeat(43)],
  ])('accepts %s', (_, challenge, verifier) => {
    expect(verifyCodeChallenge(challenge, verifier)).toBe(true);
  });

  it.each([
    ['another verifier', CHALLENGE, `${VERIFIER.slice(0, -1)}j`],
    ['the challenge itself, as if the method were plain', CHALLENGE, CHALLENGE],
    ['an empty verifier', CHALLENGE, ''],
    ['a verifier of 42 characters', 'elOGB_2quSlplZKfRRVlu7gULhhEEXMiqv0rPXawGv8', 'a'.repeat(42)],
    ['a verifier of 129 characters', 'wSywJKLlVRzKDgj86PHF4xRVXMP-9jKe6ZSj23UhZq4', 'a'.repeat(129)],
    ['a verifier with a character outside the grammar', CHALLENGE, `${VERIFIER}+`],
    ['a verifier with a line break after it', CHALLENGE, `${VERIFIER}\n`],
    ['an empty challenge', '', VERIFIER],
  ])('refuses %s', (_, challenge, verifier) => {
    expect(verifyCodeChallenge(challenge, verifier)).toBe(false);
  });
});
