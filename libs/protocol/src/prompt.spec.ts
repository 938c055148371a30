import { describe, expect, it } from 'vitest';
import { offeredPrompts, PROMPTS, parsePrompt } from './prompt.js';

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
    [' create  create', ['create']],
  ])('reads %j as %j', (value, prompts) => {
    expect([...parsePrompt(value, PROMPTS)]).toEqual(prompts);
  });

  it.each([
    'none login',
    'login none',
    'LOGIN',
    'login,consent',
    'login\tconsent',
    'constructor',
    'create login',
    'none create',
    'consent create',
    'Create',
  ])('refuses %j with invalid_request', (value) => {
    expect(() => parsePrompt(value, PROMPTS)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });
});

describe('Initiating User Registration via OpenID Connect 1.0 §4: prompt=create', () => {
  it('is offered where people may sign up, and nothing else changes', () => {
    expect(offeredPrompts({ signUp: true })).toEqual(PROMPTS);
    expect(offeredPrompts({ signUp: false })).toEqual(['none', 'login', 'consent', 'select_account']);
  });

  it('is refused by its name where they may not', () => {
    const offered = offeredPrompts({ signUp: false });
    expect(() => parsePrompt('create', offered)).toThrow(
      expect.objectContaining({ code: 'invalid_request', description: 'prompt=create is not offered here' }),
    );
    expect([...parsePrompt('login', offered)]).toEqual(['login']);
  });
});
