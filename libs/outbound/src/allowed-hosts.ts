/**
 * Whether the configuration lets this URL's host have a private address and speak plain http. An entry is a host
 * (`internal.example`, `10.0.0.5`, `::1`), for every port, or a host with a port (`localhost:8000`, `[::1]:8000`).
 */
export function isAllowedHost(url: URL, allowed: readonly string[]): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const names = [url.hostname, bareHost(url), `${url.hostname}:${port}`];
  return allowed.some((entry) => names.includes(entry.toLowerCase()));
}

/** The host without the brackets of an IPv6 address: as node:net takes it. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}
