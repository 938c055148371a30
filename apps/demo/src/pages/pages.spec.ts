import { describe, expect, it } from 'vitest';
import type { Tokens } from '../relying-party.js';
import { renderClaims } from './claims.js';
import { renderPerson } from './person.page.js';
import { renderProblem } from './problem.page.js';

const hostile = `"><script>alert('x')</script>&`;
const escaped = '&#34;&#62;&#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62;&#38;';

describe('claims on a page', () => {
  it.each([
    ['a time in seconds', { auth_time: 1_764_000_000 }, '<time datetime="2025-11-24T16:00:00.000Z">'],
    ['a truth value', { email_verified: false }, '<dd>no</dd>'],
    ['several names', { aud: ['a', 'b'] }, '<dd>a, b<small>'],
    ['an address', { address: { country: 'UK' } }, '<pre>{\n  &#34;country&#34;: &#34;UK&#34;\n}</pre>'],
    ['a number that is no time', { age: 7 }, '<dd>7</dd>'],
    ['a time that nobody has', { exp: 1e300 }, '<dd>1e+300'],
    ['hostile text', { name: hostile }, `<dd>${escaped}</dd>`],
    ['a hostile name', { [hostile]: 'x' }, `<dt>${escaped}</dt>`],
  ])('show %s', (_what, claims, shown) => {
    expect(renderClaims(claims).toString()).toContain(shown);
  });
});

describe('the page of the person', () => {
  const tokens: Tokens = {
    access_token: 'an access token',
    refresh_token: 'a refresh token',
    expires_at: undefined,
    scope: 'openid',
    id_token: 'an ID token',
    claims: { sub: 'x', iss: 'http://localhost:4000', aud: 'portico-demo', iat: 0, exp: 1 },
  };

  it('greets by the first name that there is, and escapes it', () => {
    const page = renderPerson({
      tokens,
      refreshes: 0,
      userinfo: { sub: 'x', name: '', email: hostile },
      news: undefined,
    });
    expect(page).toContain(`<h1>Hello, ${escaped}</h1>\n</div>`);
    expect(page).not.toContain('<script');
  });

  it('shows no token', () => {
    const page = renderPerson({ tokens, refreshes: 0, userinfo: { sub: 'x' }, news: undefined });
    for (const token of [tokens.access_token, tokens.refresh_token, tokens.id_token])
      expect(page).not.toContain(token);
    expect(page).toContain('<h1>You are signed in</h1>');
  });

  it('offers no refresh without a refresh token', () => {
    const { refresh_token: _gone, ...rest } = tokens;
    const without = { ...rest, refresh_token: undefined };
    expect(renderPerson({ tokens, refreshes: 0, news: undefined })).toContain('id="refresh"');
    expect(renderPerson({ tokens: without, refreshes: 0, news: undefined })).not.toContain('id="refresh"');
  });
});

describe('the page of a problem', () => {
  it('escapes what the provider said', () => {
    const page = renderProblem({
      title: 'No',
      todo: 'Again',
      said: hostile,
      more_uri: `https://x/${hostile}`,
    });
    expect(page).toContain(`<code>${escaped}</code>`);
    expect(page).not.toContain('<script');
  });
});
