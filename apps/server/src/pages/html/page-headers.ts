import { isFrameOrigin } from './frame-origin.js';
import { isImageOrigin } from './image-origin.js';

export interface PageSources {
  /** Base64 or base64url, fresh for this response: the page's one inline script may run. */
  readonly scriptNonce?: string;
  /** Where client logos come from: `imageOrigins(client)`. */
  readonly imgOrigins?: readonly string[];
  /** Whose pages are loaded in frames: `frameOriginOf(page)`; of nobody, on every page but one. */
  readonly frameOrigins?: readonly string[];
}

/**
 * Only our stylesheet, the logos, and the frames of those who are told of a sign-out. There is no `form-action`: Chrome applies it to the redirects that follow
 * a form too, and it would block the way back to the client.
 */
export function contentSecurityPolicy({
  scriptNonce,
  imgOrigins = [],
  frameOrigins = [],
}: PageSources = {}): string {
  if (scriptNonce !== undefined && !/^[\w+/-]{16,}={0,2}$/.test(scriptNonce)) {
    throw new TypeError('scriptNonce must be base64 of at least 12 bytes');
  }
  const images = new Set(['data:', ...imgOrigins.filter(isImageOrigin)]);
  const frames = [...new Set(frameOrigins.filter(isFrameOrigin))];
  return [
    "default-src 'none'",
    "style-src 'self'",
    `img-src ${[...images].join(' ')}`,
    ...(scriptNonce === undefined ? [] : [`script-src 'nonce-${scriptNonce}'`]),
    ...(frames.length === 0 ? [] : [`frame-src ${frames.join(' ')}`]),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export interface PageHeaderOptions extends PageSources {
  /**
   * `kept` for every page that an application may open in a pop-up (sign-in, consent, form post, sign-out, error):
   * a Cross-Origin-Opener-Policy would cut the pop-up off from the window that waits for it.
   */
  readonly opener: 'kept' | 'severed';
  /**
   * `same-origin` unless a form of the page goes to somebody else: browsers then send `Origin: null`, which could be
   * anybody. With `strict-origin` they say who posts, and still nothing of the page's address.
   */
  readonly referrer?: 'same-origin' | 'strict-origin';
}

/** The headers of every HTML page, in lower case. */
export function pageHeaders({
  opener,
  referrer = 'same-origin',
  ...sources
}: PageHeaderOptions): Readonly<Record<string, string>> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy(sources),
    'cache-control': 'no-store',
    'referrer-policy': referrer,
    'x-content-type-options': 'nosniff',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(opener === 'severed' && { 'cross-origin-opener-policy': 'same-origin' }),
  };
}
