/**
 * The headers of the console's page. Scripts come from here only; of styles also those that the page's own script adds
 * with the nonce; it talks to nobody but Portico.
 * @param nonce base64url, fresh for this answer
 * @param frames who may show it in a frame
 */
export function consoleHeaders(nonce: string, frames: "'none'" | "'self'"): Readonly<Record<string, string>> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data:",
      "connect-src 'self'",
      "frame-src 'self'",
      "form-action 'none'",
      "base-uri 'self'",
      `frame-ancestors ${frames}`,
    ].join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  };
}
