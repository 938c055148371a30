import { checkUriSyntax, checkWebAddress } from './uri-syntax.js';

/**
 * Whether a URI may be shown to people or called by a browser: `client_uri`, `logo_uri`, `policy_uri`, `tos_uri`,
 * `initiate_login_uri`. https, or http on this machine; so never `javascript:` or `data:`. RFC 7591 §5
 * @returns undefined when it may, else the reason, to be read after the URI or the field's name
 */
export function checkWebUri(uri: string): string | undefined {
  return checkUriSyntax(uri) ?? checkWebAddress(uri);
}

/** The origin of an http or https URI, as a browser sends it in `Origin` (RFC 6454 §6.2); else undefined. */
export function originOf(uri: string): string | undefined {
  if (!/^https?:\/\//i.test(uri) || !URL.canParse(uri)) return undefined;
  return new URL(uri).origin;
}
