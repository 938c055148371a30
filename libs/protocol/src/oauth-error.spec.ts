import { describe, expect, it } from 'vitest';
import { OAUTH_ERRORS, OAuthError } from './oauth-error.js';

describe('RFC 6749 §5.2: errors', () => {
  it.each([
    ['invalid_request', 400],
    ['invalid_client', 401],
    ['invalid_grant', 400],
    ['invalid_token', 401],
    ['insufficient_scope', 403],
    ['server_error', 500],
    ['temporarily_unavailable', 503],
    ['login_required', 400],
  ] as const)('%s is answered with status %i', (code, status) => {
    expect(new OAuthError(code, 'why').status).toBe(status);
  });

  it('knows no code outside the characters that a code may hold', () => {
    for (const code of Object.keys(OAUTH_ERRORS)) expect(code).toMatch(/^[a-z_]+$/);
  });

  it('keeps rule, facts and cause apart from the description', () => {
    const cause = new Error('inner');
    const error = new OAuthError('invalid_grant', 'code was already redeemed', {
      rule: 'RFC 6749 §4.1.2',
      facts: { spent_at: 1 },
      cause,
      headers: { 'retry-after': '1' },
    });
    expect(error).toMatchObject({
      code: 'invalid_grant',
      description: 'code was already redeemed',
      rule: 'RFC 6749 §4.1.2',
      facts: { spent_at: 1 },
      cause,
      headers: { 'retry-after': '1' },
    });
    expect(error).toBeInstanceOf(Error);
  });
});
