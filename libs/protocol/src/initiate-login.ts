/**
 * Where a browser is sent for a client to begin signing in whoever sits at it: the client's own address, with the
 * provider named. What the address has in its query stays, byte for byte. OpenID Connect Core 1.0 §4
 *
 * @param registered the client's `initiate_login_uri`
 */
export function initiateLoginUrl(registered: string, issuer: string): string {
  const [address = '', ...fragment] = registered.split(/(?=#)/);
  const separator = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
  return `${address}${separator}${new URLSearchParams({ iss: issuer })}${fragment.join('')}`;
}
