import { checkUriSyntax, checkWebAddress } from './uri-syntax.js';

/** OpenID Connect Dynamic Client Registration 1.0 §2. */
export type ApplicationType = 'web' | 'native';

export interface RedirectUriRules {
  readonly application_type: ApplicationType;
  /** Schemes without a dot that the configuration allows native clients to use. */
  readonly private_use_schemes: readonly string[];
}

/** A scheme that a browser runs or reads itself is nobody's private-use scheme, whatever the configuration says. */
const BROWSER_SCHEMES: readonly string[] =
  'about blob data file filesystem ftp http https javascript mailto vbscript view-source ws wss'.split(' ');

/**
 * Whether a client may register this redirect URI (or post-logout redirect URI). An allow-list: https; http on
 * this machine; for native clients a private-use scheme. RFC 6749 §3.1.2, RFC 8252 §7, RFC 9700 §4.1.3
 * @returns undefined when it may, else the reason, to be read after the URI or the field's name
 */
export function checkRedirectUriForRegistration(uri: string, rules: RedirectUriRules): string | undefined {
  const problem = checkUriSyntax(uri);
  if (problem !== undefined) return problem;
  if (uri.includes('#')) return 'must not have a fragment';
  if (uri.includes('*')) return "must not hold a '*': redirect URIs are compared exactly";
  return /^https?:/.test(uri) ? checkWebAddress(uri) : checkPrivateUse(uri, rules);
}

/** RFC 8252 §7.1: a domain name in reverse, so that no two applications share one by accident. */
function checkPrivateUse(uri: string, rules: RedirectUriRules): string | undefined {
  const scheme = uri.slice(0, uri.indexOf(':'));
  const listed =
    rules.private_use_schemes.includes(scheme) && !BROWSER_SCHEMES.includes(scheme.toLowerCase());
  if (!listed && !/^[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)+$/.test(scheme)) {
    return 'must begin with https://, or http:// on localhost, or (native applications) a private-use scheme such as com.example.app:/';
  }
  if (rules.application_type !== 'native')
    return 'has a private-use scheme, which is for native applications';
  const rest = uri.slice(scheme.length + 1);
  if (!rest.startsWith('/')) return "must have a '/' after its scheme";
  if (/^\/\/[^/?]*@/.test(rest)) return 'must not hold a user name';
  return undefined;
}
