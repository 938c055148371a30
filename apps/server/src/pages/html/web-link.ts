/**
 * The address in a form that may stand in `href`, or undefined: only http and https, so that no stored
 * `javascript:` or `data:` can ever be followed, whatever was checked when it was registered.
 */
export function webLink(uri: string | null | undefined): string | undefined {
  if (!uri || !URL.canParse(uri)) return undefined;
  const url = new URL(uri);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
}
