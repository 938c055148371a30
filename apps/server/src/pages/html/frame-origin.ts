/** Whether it may be written into `frame-src`: see `isImageOrigin`. Clients on loopback may do without TLS. */
export function isFrameOrigin(origin: string): boolean {
  return /^https?:\/\/(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d+)?$/.test(origin);
}

/** The origin of a page, if a frame can load it. */
export function frameOriginOf(page: string): string | undefined {
  if (!URL.canParse(page)) return undefined;
  const { origin } = new URL(page);
  return isFrameOrigin(origin) ? origin : undefined;
}
