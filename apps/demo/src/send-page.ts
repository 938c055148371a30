import type { FastifyReply } from 'fastify';

/**
 * No script, nothing from elsewhere. There is no `form-action`: browsers apply it to the redirect that follows the
 * sign-out button, which leads to the provider.
 */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

/** Sends a page of the demo's; `more` adds to its Content-Security-Policy. */
export function sendPage(reply: FastifyReply, page: string, more: readonly string[] = []): FastifyReply {
  return reply
    .headers({
      'content-security-policy': [...POLICY, ...more].join('; '),
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
    .type('text/html; charset=utf-8')
    .send(page);
}
