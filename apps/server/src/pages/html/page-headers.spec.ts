import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, pageHeaders } from './page-headers.js';

describe('contentSecurityPolicy', () => {
  it('allows nothing but the stylesheet and inline icons', () => {
    expect(contentSecurityPolicy()).toBe(
      "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
    );
  });

  it('never names form-action, which Chrome applies to the way back to the client', () => {
    expect(
      contentSecurityPolicy({ scriptNonce: 'A'.repeat(22), imgOrigins: ['https://a.example'] }),
    ).not.toContain('form-action');
  });

  it('allows one script by its nonce', () => {
    expect(contentSecurityPolicy({ scriptNonce: 'q83vEjRWeJASNFZ4kBI0Vg==' })).toContain(
      "; script-src 'nonce-q83vEjRWeJASNFZ4kBI0Vg=='; ",
    );
  });

  it.each(['', 'short', "x'; script-src *", 'q83vEjRWeJASNFZ4\nkBI0Vg'])(
    'takes no nonce like %j',
    (scriptNonce) => {
      expect(() => contentSecurityPolicy({ scriptNonce })).toThrow(TypeError);
    },
  );

  it('allows each logo origin once', () => {
    const imgOrigins = [
      'https://a.example',
      'https://b.example:8443',
      'https://[::1]:3',
      'https://a.example',
    ];
    expect(contentSecurityPolicy({ imgOrigins })).toContain(
      'img-src data: https://a.example https://b.example:8443 https://[::1]:3;',
    );
  });

  it.each([
    'https://a;script-src',
    'https://a,default-src',
    "https://a'b",
    'https://*',
    'https:',
    'http://a.example',
    'https://a.example script-src *',
  ])('leaves out the image origin %j', (origin) => {
    expect(contentSecurityPolicy({ imgOrigins: [origin] })).toContain('img-src data:;');
  });
});

describe('frame-src', () => {
  it('is not there where nothing is framed', () => {
    expect(contentSecurityPolicy({ frameOrigins: [] })).not.toContain('frame-src');
  });

  it('names each origin once, and nothing else', () => {
    const frameOrigins = [
      'https://a.example',
      'http://127.0.0.1:8000',
      'https://[::1]:3',
      'https://a.example',
    ];
    expect(contentSecurityPolicy({ frameOrigins })).toContain(
      '; frame-src https://a.example http://127.0.0.1:8000 https://[::1]:3; ',
    );
  });

  it.each([
    'https://a;script-src',
    'https://a,default-src',
    'https://*',
    'https:',
    'data:',
    'null',
    "'self'",
  ])('leaves out %j', (origin) => {
    expect(contentSecurityPolicy({ frameOrigins: [origin] })).not.toContain('frame-src');
  });
});

describe('pageHeaders', () => {
  it('keeps pages out of caches, and their addresses to ourselves', () => {
    expect(pageHeaders({ opener: 'kept' })).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
  });

  it('lets a form that goes to a client say where it comes from, and no more', () => {
    const headers = pageHeaders({ opener: 'kept', referrer: 'strict-origin' });
    expect(headers['referrer-policy']).toBe('strict-origin');
  });

  it('leaves the opener to pages that live in a login pop-up', () => {
    expect(pageHeaders({ opener: 'kept' })).not.toHaveProperty('cross-origin-opener-policy');
    expect(pageHeaders({ opener: 'severed' })).toHaveProperty('cross-origin-opener-policy', 'same-origin');
  });
});
