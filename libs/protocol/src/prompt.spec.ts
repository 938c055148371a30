import { describe, expect, it } from 'vitest';
import { parsePrompt } from './prompt.js';

describe('OpenID Connect Core 1.0 §3.1.2.1: prompt', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['none', ['none']],
    ['none none', ['none']],
    ['login', ['login']],
    ['login consent', ['login', 'consent']],
    ['select_account', ['select_account']],
    ['create', ['create']],
  ])('reads %j as %j', (value, prompts) => {
    expect([...parsePrompt(value)]).toEqual(prompts);
  });

  it.each(['none login', 'login none', 'LOGIN', 'login,consent', 'login\tconsent', 'constructor'])(
    'refuses %j with invalid_request',
    (value) => {
      expect(() => parsePrompt(value)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
    },
  );
});
