import { describe, expect, it } from 'vitest';
import { explain } from './explain-refusal.js';

describe('Why a request was refused, in words', () => {
  it.each([
    [
      { description: 'the account is disabled', rule: 'account.enabled', facts: null },
      'The account is disabled. The person is disabled; enable them if they should be let in.',
    ],
    [
      { description: 'code has expired', rule: 'RFC 6749 §4.1.2', facts: null },
      'Code has expired. The rule is RFC 6749 §4.1.2.',
    ],
    [
      { description: 'redirect_uri is missing', rule: null, facts: { presented: 1 } },
      'redirect_uri is missing.',
    ],
    [
      { description: 'the request is no good', rule: 'constructor', facts: { difference: 7 } },
      'The request is no good. The rule is constructor.',
    ],
  ])('%j', (refusal, words) => {
    expect(explain(refusal)).toBe(words);
  });
});
