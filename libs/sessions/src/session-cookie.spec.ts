import { describe, expect, it } from 'vitest';
import { Issuer } from '#libs/config';
import { SessionCookie } from './session-cookie.js';

describe('RFC 6265bis §4.1.3.2: the session cookie', () => {
  it('is bound to the host on https', () => {
    expect(new SessionCookie(new Issuer({ url: 'https://id.example.com/base' }))).toMatchObject({
      name: '__Host-portico_session',
      options: { path: '/', httpOnly: true, sameSite: 'lax', secure: true },
    });
  });

  it('works on http on this machine, where no browser takes a __Host- cookie', () => {
    expect(new SessionCookie(new Issuer({ url: 'http://localhost:4000' }))).toMatchObject({
      name: 'portico_session',
      options: { secure: false, httpOnly: true },
    });
  });
});
