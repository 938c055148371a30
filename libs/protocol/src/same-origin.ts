/** What a browser itself says about where a request comes from; pages can't set these. */
export interface RequestSource {
  readonly origin?: string;
  readonly referer?: string;
  /** W3C Fetch Metadata Request Headers §2.4. */
  readonly 'sec-fetch-site'?: string | readonly string[];
}

/**
 * Whether a page of this origin sent the request, by `Sec-Fetch-Site`, by `Origin` (RFC 6454 §7), or, the oldest, by
 * `Referer` alone. All that are sent must agree, and a request that says nothing doesn't count as ours.
 */
export function isSameOrigin(source: RequestSource, origin: string): boolean {
  const site = source['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (source.origin !== undefined) return source.origin === origin;
  if (site !== undefined) return true;
  return URL.canParse(source.referer ?? '') && new URL(source.referer ?? '').origin === origin;
}
